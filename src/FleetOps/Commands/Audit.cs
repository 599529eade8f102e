using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Shows the audit trail.</summary>
[FleetCommand("audit", "Show who did what to which claw, and how it ended.", Role.Viewer,
    Example = "/audit alice 50", Order = 800)]
public sealed record Audit(
    [property: Argument("claw", "Of which claw; all without it.")] ClawName? Claw = null,
    [property: Argument("count", "How many lines, 20 without it, at most 500.")] int Count = 20) : ICommand;

/// <inheritdoc cref="Audit"/>
public sealed class AuditHandler(IFleetStore store) : ICommandHandler<Audit>
{
    private const int Most = 500;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Audit command, Member by, CancellationToken cancellationToken)
    {
        if (command.Count is < 1 or > Most)
            return Reply.Refused($"/audit shows 1 to {Most} lines, as in /audit 50.");

        var events = await store.ListEventsAsync(command.Claw, command.Count, cancellationToken);
        if (events.Count == 0)
            return Reply.Ok(command.Claw is { } claw ? $"Nothing was done to {claw} yet." : "Nothing was done yet.");

        return Reply.Ok(new TableBlock(
            ["When (UTC)", "Who", "Claw", "What", "Outcome"], [.. events.Reverse().Select(RowOf)]));
    }

    private static ImmutableList<string> RowOf(FleetEvent line) =>
        [$"{line.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}", line.By, line.Claw?.Value ?? "", line.Text, line.Outcome ?? ""];
}
