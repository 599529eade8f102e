using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>How a command is written on the command line: its words, its options, those that all have.</summary>
internal sealed class CommandForm
{
    private const string Program = "parentclaw";
    private const string EndOfOptions = "--";

    // "@bob" is a person's name and no file of options; "-nf" is a word and no two of them.
    private static readonly ParserConfiguration AsWritten =
        new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly Options _options = new();
    private readonly Command _form = new(Program);
    private readonly Argument<string[]> _words = new("words") { Arity = ArgumentArity.ZeroOrMore };
    private readonly ImmutableList<(string Name, Option<string> Option)> _named;
    private readonly CommandView? _command;

    /// <summary>The form of a command; of none for what is said before one.</summary>
    public CommandForm(CommandView? command)
    {
        _command = command;
        Common = [.. _options.All(command?.HasDryRun ?? false)];
        var taken = Common.SelectMany(option => option.Aliases.Prepend(option.Name)).ToHashSet();
        _named =
        [
            .. from argument in command?.Arguments ?? []
               where argument.IsNamed && !taken.Contains($"--{argument.Name}")
               select (argument.Name, new Option<string>($"--{argument.Name}")),
        ];
        foreach (var option in Common.Concat(_named.Select(named => named.Option)))
            _form.Add(option);
        _form.Add(_words);
    }

    /// <summary>The options that every command takes.</summary>
    public ImmutableList<Option> Common { get; }

    /// <summary>The arguments that are also options, by name.</summary>
    public IEnumerable<string> Named => _named.Select(named => named.Name);

    /// <summary>Reads what stands before and behind the command's name; the refusal says what is wrong.</summary>
    public bool TryRead(
        IReadOnlyList<string> arguments,
        [NotNullWhen(true)] out Call? call,
        out CommandWords words,
        [NotNullWhen(false)] out string? refusal)
    {
        // What comes first is taken for the program's own name where it is alike; so the name comes first.
        var parsed = CommandLineParser.Parse(_form, [Program, .. arguments], AsWritten);
        words = new CommandWords([], ImmutableDictionary<string, string>.Empty);
        if (!_options.TryRead(parsed, out call, out refusal))
            return false;
        if (FindFlagWithValue(arguments) is { } flag)
        {
            refusal = $"{flag.Name} takes no value.";
            return false;
        }

        words = new CommandWords(
            [.. parsed.GetValue(_words) ?? []],
            _named.Where(named => parsed.GetResult(named.Option) is { Implicit: false }).ToImmutableDictionary(
                named => named.Name, named => parsed.GetValue(named.Option) ?? ""));
        var behind = arguments.Count - 1 - arguments.ToList().IndexOf(EndOfOptions);
        var free = behind == arguments.Count ? words.Positional.Count : words.Positional.Count - behind;
        refusal = words.Positional.Take(free).FirstOrDefault(IsUnknownOption) is { } unknown ? Unknown(unknown) : null;
        return refusal is null;
    }

    // The parser would make a word of the value, and the option would count.
    private Option? FindFlagWithValue(IReadOnlyList<string> arguments) => Common.Find(option =>
        option.Arity.MaximumNumberOfValues == 0
        && arguments.TakeWhile(word => word != EndOfOptions).Any(word =>
            word.StartsWith($"{option.Name}=", StringComparison.Ordinal)
            || word.StartsWith($"{option.Name}:", StringComparison.Ordinal)));

    private bool IsUnknownOption(string word) =>
        word.StartsWith(EndOfOptions, StringComparison.Ordinal)
        && !word.Any(char.IsWhiteSpace)
        && !Words(argument => argument.Choices).Contains(word[2..], StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> Words(Func<ArgumentView, IEnumerable<string>> of) =>
        _command?.Arguments.SelectMany(of) ?? [];

    private string Unknown(string word)
    {
        var name = word.Split('=', 2)[0];
        var meant = Nearest.To(name, _form.Options.Select(option => option.Name));
        return $"{_command?.Name ?? Program} has no option {Quoted.Text(name)}."
            + (meant is null ? "" : $" Did you mean {meant}?")
            + (_command is null ? "" : " What is meant as a word stands behind --.");
    }
}
