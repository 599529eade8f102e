using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Leaves a dialogue, or stops an operation between two steps.</summary>
[FleetCommand(
    "cancel", "Leave a dialogue; with an operation, stop that after the step it is in.", Role.Viewer,
    Effect = Effect.Changes, Example = "/cancel op-k3f9x2ma", Order = 61)]
public sealed record Cancel(
    [property: Argument("operation", "Which operation; /op lists them. Without it, what you were asked is dropped.")]
    OperationId? Operation = null) : ICommand;

/// <inheritdoc cref="Cancel"/>
public sealed class CancelHandler(IFleetStore store, TimeProvider time) : ICommandHandler<Cancel>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Cancel command, Member by, CancellationToken cancellationToken)
    {
        if (command.Operation is not { } id)
            return await LeaveAsync(by, cancellationToken);
        // Whoever may be asked something may leave it; the claws are the Operators'.
        if (by.Role < Role.Operator)
            return Reply.Refused($"An operation is stopped by {Role.Operator}s, not {by.Role}s. Ask an Admin.");

        if (await store.FindOperationAsync(id, cancellationToken) is not { } operation)
            return Reply.Refused($"There is no operation {id}. /op lists the newest.");
        if (operation is { Status: OperationStatus.Open, IsUndoing: true })
            return Reply.Refused($"{operation.Id} is already on its way back; let it bring {operation.Claw} home.");

        return await store.RequestCancelAsync(operation.Id, cancellationToken)
            ? Reply.Ok($"{operation.Id} stops after the step it is in. /op {operation.Id} follows it.")
            : Reply.Refused($"{operation.Id} has ended already: {operation.Conclusion}");
    }

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
