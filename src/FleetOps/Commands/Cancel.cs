using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Stops an operation between two steps.</summary>
[FleetCommand(
    "cancel", "Stop an operation after the step it is in.", Role.Operator,
    Effect = Effect.Changes, Example = "/cancel op-k3f9x2ma", Order = 61)]
public sealed record Cancel(
    [property: Argument("operation", "Which; /op lists them.")] OperationId Operation) : ICommand;

/// <inheritdoc cref="Cancel"/>
public sealed class CancelHandler(IFleetStore store) : ICommandHandler<Cancel>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Cancel command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindOperationAsync(command.Operation, cancellationToken) is not { } operation)
            return Reply.Refused($"There is no operation {command.Operation}. /op lists the newest.");
        if (operation is { Status: OperationStatus.Open, IsUndoing: true })
            return Reply.Refused($"{operation.Id} is already on its way back; let it bring {operation.Claw} home.");

        return await store.RequestCancelAsync(operation.Id, cancellationToken)
            ? Reply.Ok($"{operation.Id} stops after the step it is in. /op {operation.Id} follows it.")
            : Reply.Refused($"{operation.Id} has ended already: {operation.Conclusion}");
    }
}
