using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// All commands there are. Every face, menu, help text and schema is made from it; a new command is found by its
/// <see cref="FleetCommandAttribute"/>.
/// </summary>
public sealed partial class CommandCatalogue
{
    private const int LongestSummary = 256; // Bot API, BotCommand.description

    private readonly Dictionary<string, CommandDescription> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Type, CommandDescription> _byType = [];

    /// <summary>Describes the given command records and checks each.</summary>
    /// <exception cref="InvalidOperationException">A record breaks a rule of the catalogue: a bug, found at
    /// start.</exception>
    public CommandCatalogue(IEnumerable<Type> commands)
    {
        foreach (var type in commands)
        {
            var attribute = type.GetCustomAttribute<FleetCommandAttribute>()
                ?? throw new InvalidOperationException($"{type.Name} has no [FleetCommand].");
            Add(new CommandDescription(type, attribute));
        }

        Commands = [.. _byName.Values.OrderBy(command => (command.Order, command.Name))];
        CheckExamples();
    }

    /// <summary>All commands in the order of help.</summary>
    public ImmutableArray<CommandDescription> Commands { get; }

    /// <summary>The catalogue of all commands in some assemblies.</summary>
    public static CommandCatalogue Of(params IEnumerable<Assembly> assemblies) =>
        new(assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(FleetCommandAttribute))));

    /// <summary>Finds a command by its name, with or without the slash; case does not count.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out CommandDescription? command) =>
        _byName.TryGetValue(name.StartsWith('/') ? name[1..] : name, out command);

    /// <summary>The description of a command of this catalogue.</summary>
    /// <exception cref="KeyNotFoundException">It is not in this catalogue.</exception>
    public CommandDescription Describe(ICommand command) => _byType[command.GetType()];

    /// <summary>
    /// The name, without the slash, that a person who typed this probably meant; null where none is near.
    /// </summary>
    public string? Suggest(string name) => Nearest.To(name, _byName.Keys);

    private void Add(CommandDescription command)
    {
        if (!NamePattern().IsMatch(command.Name))
            throw new InvalidOperationException($"/{command.Name}: a name has 1 to 32 characters of a-z, 0-9 and _.");
        if (command.Summary.Length is 0 or > LongestSummary)
            throw new InvalidOperationException($"/{command.Name}: a summary has 1 to {LongestSummary} characters.");
        if (!typeof(ICommand).IsAssignableFrom(command.Type))
            throw new InvalidOperationException($"/{command.Name}: {command.Type.Name} is no ICommand.");
        if (!_byName.TryAdd(command.Name, command))
            throw new InvalidOperationException($"/{command.Name} is declared twice.");
        _byType.Add(command.Type, command);
    }

    private void CheckExamples()
    {
        var parser = new CommandParser(this);
        foreach (var described in Commands)
        {
            if (!parser.TryParse(described.Example, out var command, out var refusal))
                throw new InvalidOperationException($"/{described.Name}: its example is refused: {refusal}");
            if (command.GetType() != described.Type)
                throw new InvalidOperationException($"/{described.Name}: its example is one of another command.");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9_]{1,32}\z")]
    private static partial Regex NamePattern();
}
