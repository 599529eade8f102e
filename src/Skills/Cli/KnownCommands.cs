using System.Collections.Immutable;
using System.Reflection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>The commands of this version's catalogue.</summary>
internal static class KnownCommands
{
    /// <summary>
    /// One command by its name; null where this version has none. Describes only that one: it is quicker.
    /// </summary>
    public static CommandView? Find(string name)
    {
        var types = Types().Where(type => type.GetCustomAttribute<FleetCommandAttribute>()?.Name == name);
        return new CommandCatalogue(types).Commands is [var only] ? CommandView.Of(only) : null;
    }

    /// <summary>All of them, in the order of help.</summary>
    public static ImmutableList<CommandView> All() =>
        [.. new CommandCatalogue(Types()).Commands.Select(CommandView.Of)];

    private static IEnumerable<Type> Types() => typeof(CommandCatalogue).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(FleetCommandAttribute)));
}
