using System.Collections.Immutable;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>
/// The commands there are: those of the parent that runs, which may have more than this version knows; before one was
/// reached, those of this version.
/// </summary>
internal sealed class KnownTools
{
    private volatile ImmutableList<CommandView>? _known;

    /// <summary>All commands, in the order of help.</summary>
    public async Task<ImmutableList<CommandView>> ListAsync(ParentClient parent, CancellationToken cancellationToken)
    {
        if (await parent.ListCommandsAsync(cancellationToken) is { IsEmpty: false } offered)
            _known = offered;
        return _known ??= Own();
    }

    /// <summary>One command; null where neither this version nor the parent has it.</summary>
    public async Task<CommandView?> FindAsync(string name, ParentClient parent, CancellationToken cancellationToken) =>
        (_known is { } known ? Find(known, name) : null) ?? Find(await ListAsync(parent, cancellationToken), name);

    private static CommandView? Find(ImmutableList<CommandView> commands, string name) =>
        commands.FirstOrDefault(command => command.Name == name);

    private static ImmutableList<CommandView> Own() =>
        [.. CommandCatalogue.Of(typeof(FleetException).Assembly).Commands.Select(CommandView.Of)];
}
