using System.Collections.Immutable;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Shows an operation, and follows it while it runs. Where it lists, programs get an <see cref="OperationList"/>.
/// </summary>
[FleetCommand("op", "Show an operation, and follow it while it runs.", Role.Viewer, Example = "/op", Order = 60)]
public sealed record Op(
    [property: Argument("operation", "Which; without it the newest are listed.")]
    OperationId? Operation = null) : ICommand;

/// <inheritdoc cref="Op"/>
public sealed class OpHandler(IFleetStore store, TimeProvider time) : ICommandHandler<Op>
{
    private const int Listed = 10;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Op command, Member by, CancellationToken cancellationToken)
    {
        if (command.Operation is null)
        {
            var newest = await store.ListOperationsAsync(null, Listed, cancellationToken);
            return List(newest) with { Result = OperationList.ToResult(newest) };
        }

        return await store.FindOperationAsync(command.Operation, cancellationToken) is { } operation
            ? Reply.Started(operation)
            : Reply.Refused($"There is no operation {command.Operation}. /op lists the newest.");
    }

    private Reply List(IReadOnlyList<OperationRecord> operations) => operations.Count == 0
        ? Reply.Ok("Nothing was ordered yet. /deploy alice begins.")
        : Reply.Ok(new TableBlock(
            ["Operation", "What", "Claw", "By", "Begun", "Outcome"],
            [
                .. operations.Select(operation => (ImmutableList<string>)
                [
                    operation.Id.Value, operation.Order, operation.Claw.Value, operation.By,
                    Ago.Say(operation.At, time.GetUtcNow()), operation.Status.ToString(),
                ]),
            ]));
}
