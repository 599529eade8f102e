using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Leaves a dialogue, or stops an operation between two steps.</summary>
[FleetCommand(
    "cancel", "Leave a dialogue; with an operation, stop that after the step it is in.", Role.Viewer,
    Effect = Effect.Changes, HasDryRun = true, Example = "/cancel op-k3f9x2ma", Order = 61)]
public sealed record Cancel(
    [property: Argument("operation", "Which operation; /op lists them. Without it, what you were asked is dropped.")]
    OperationId? Operation = null) : ICommand;

/// <inheritdoc cref="Cancel"/>
public sealed class CancelHandler(IFleetStore store, TimeProvider time) : LookingHandler<Cancel>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Cancel command, Member by, CancellationToken cancellationToken)
    {
        if (command.Operation is not { } id)
            return Intent.To(
                () => LeaveAsync(by, cancellationToken),
                new TextBlock("What you were asked, if anything, is dropped; nothing else changes."));
        // Whoever may be asked something may leave it; the claws are the Operators'.
        if (by.Role < Role.Operator)
            return Reply.Refused($"An operation is stopped by {Role.Operator}s, not {by.Role}s. Ask an Admin.");

        if (await store.FindOperationAsync(id, cancellationToken) is not { } operation)
            return Reply.Refused($"There is no operation {id}. /op lists the newest.");
        if (operation is { Status: OperationStatus.Open, IsUndoing: true })
            return Reply.Refused($"{operation.Id} is already on its way back; let it bring {operation.Claw} home.");

        return operation.Status != OperationStatus.Open
            ? Ended(operation)
            : Intent.To(
                () => StopAsync(operation, cancellationToken),
                new FactsBlock(
                    ("Stops", $"{operation.Order} {operation.Claw} ({operation.Id}), after the step it is in"),
                    ("Stays", "what its steps have done until then")));
    }

    private async Task<Reply> StopAsync(OperationRecord operation, CancellationToken cancellationToken) =>
        await store.RequestCancelAsync(operation.Id, cancellationToken)
            ? Reply.Ok($"{operation.Id} stops after the step it is in. /op {operation.Id} follows it.")
            : Ended(await store.FindOperationAsync(operation.Id, cancellationToken) ?? operation);

    private static Reply Ended(OperationRecord operation) =>
        Reply.Refused($"{operation.Id} has ended already: {operation.Conclusion}");

    private async Task<Reply> LeaveAsync(Member by, CancellationToken cancellationToken)
    {
        if (await store.DropQuestionsAsync(by.Id, time.GetUtcNow(), cancellationToken) > 0)
            return Reply.Ok("Left. Nothing was done.");

        var open = by.Role < Role.Operator ? [] : await store.ListOpenOperationsAsync(cancellationToken);
        return Reply.Ok("You were not asked anything." + (open.Count == 0 ? "" : " These are under way:")) with
        {
            Buttons =
            [
                .. open.Select(operation =>
                    new ReplyButton($"Cancel {operation.Order} {operation.Claw}", $"/cancel {operation.Id}")),
            ],
        };
    }
}
