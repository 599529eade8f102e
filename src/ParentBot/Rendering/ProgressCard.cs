using System.Collections.Immutable;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>
/// An operation as a card that is edited in place: what is done, running and to come, what went wrong, and what a
/// person could do now. Pure.
/// </summary>
/// <param name="catalogue">Which commands there are to offer.</param>
/// <param name="label">Stands before the title, as <c>SANDBOX</c>; null for none.</param>
internal sealed class ProgressCard(CommandCatalogue catalogue, string? label)
{
    private const string Upgrade = "Upgrade";

    private readonly ProgressRenderer _renderer = new(label);

    /// <summary>The operation's look.</summary>
    public Reply Look(OperationRecord operation, DateTimeOffset now)
    {
        var lines = _renderer.Block(operation, now, frame: null, columns: null);
        var steps = string.Join('\n', lines.Skip(1).Select(line => line.Trim()));
        return new Reply
        {
            Blocks = [new HeadingBlock(lines[0]), new TextBlock(steps)],
            Buttons = [.. ButtonsOf(operation)],
        };
    }

    private IEnumerable<ReplyButton> ButtonsOf(OperationRecord operation)
    {
        if (operation is { Status: OperationStatus.Open, IsUndoing: false, CancelRequested: false })
            yield return new ReplyButton("Cancel", $"/cancel {operation.Id}");
        if (operation.Status is not (OperationStatus.Failed or OperationStatus.Cancelled or OperationStatus.RolledBack))
            yield break;

        if (operation.Failure?.Reason == FailureReason.NeedsDecision)
            yield return new ReplyButton("Rebuild the machine", $"/resuscitate {operation.Claw} rebuild");
        else if (RetryOf(operation) is { } retry)
            yield return new ReplyButton("Retry", retry);
        if (operation is { Order: Upgrade, Status: not OperationStatus.RolledBack })
            yield return new ReplyButton("Roll back", $"/rollback {operation.Claw}");
        yield return new ReplyButton("Logs", $"/logs {operation.Claw}");
        yield return new ReplyButton("Why", $"/why {operation.Claw}");
    }

    /// <summary>The line that orders the same again; null where no command does.</summary>
    private string? RetryOf(OperationRecord operation)
    {
        if (!catalogue.TryFind(operation.Order.ToLowerInvariant(), out var command))
            return null;

        var line = $"/{command.Name} {operation.Claw}";
        return operation is { Order: Upgrade, Target.Image: { } image } ? $"{line} image={image}" : line;
    }
}
