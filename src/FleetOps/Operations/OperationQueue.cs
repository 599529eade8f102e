using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Takes orders: asks the table whether the claw may, stores new state and operation in one transaction, then has it
/// run.
/// </summary>
public sealed class OperationQueue(
    IFleetStore store, OperationRegistry registry, IOperationScheduler scheduler, OperationFeed feed, TimeProvider time)
{
    /// <summary>Orders an operation on a claw known by name.</summary>
    public async Task<Submission> SubmitAsync<TOperation>(ClawName claw, Member by, CancellationToken cancellationToken)
        where TOperation : Operation =>
        await store.FindClawAsync(claw, cancellationToken) is { } found
            ? await SubmitAsync<TOperation>(found, OperationOrder.Plain, by, cancellationToken)
            : new Submission.Refused(OrderRefusals.Unknown(claw));

    /// <summary>
    /// Orders an operation on a claw as the caller read and perhaps changed it; refused where somebody else changed it
    /// since.
    /// </summary>
    public async Task<Submission> SubmitAsync<TOperation>(
        Claw claw, OperationOrder order, Member by, CancellationToken cancellationToken)
        where TOperation : Operation
    {
        var operation = registry.Find<TOperation>();
        if (await FindRefusalAsync(claw, operation.Begins, cancellationToken) is { } refusal)
            return new Submission.Refused(refusal);

        ClawLifecycle.TryFire(claw.State, operation.Begins, out var next);
        try
        {
            var stored = await store.CommitAsync(Begin(claw, next, operation, order, by), cancellationToken);
            feed.Publish(stored.Operation!);
            await scheduler.ScheduleAsync(stored.Operation!.Id, cancellationToken);
            return new Submission.Accepted(stored.Operation);
        }
        catch (FleetException e) when (e.Reason == FailureReason.StaleRecord)
        {
            return new Submission.Refused(
                $"Somebody else just changed {claw.Name}. Look with /status {claw.Name}, then try again.");
        }
    }

    private FleetChange Begin(Claw claw, ClawState next, Operation operation, OperationOrder order, Member by)
    {
        var id = OperationId.New();
        var record = new OperationRecord
        {
            Id = id,
            Kind = operation.Kind,
            Claw = claw.Name,
            By = by.Name,
            OrderKey = by.OrderKey,
            At = time.GetUtcNow(),
            Before = claw.Spec,
            Target = order.Target ?? claw.Spec,
            RestorePoint = order.RestorePoint ?? RestorePointId.Of(id),
            Options = order.Options,
            Steps = [.. operation.Steps.Select(StepRecords.ToCome)],
        };
        return new FleetChange
        {
            Claw = claw with { State = next, Failure = null },
            Operation = record,
            Events =
            [
                new FleetEvent(record.At, by.Name, "operation", claw.Name, $"{operation.Title} {claw.Name} ({id})")
            ],
        };
    }

    /// <summary>Why the claw would not take this order now, as a sentence; null where it would.</summary>
    public async Task<string?> FindRefusalAsync(Claw claw, ClawTrigger order, CancellationToken cancellationToken)
    {
        var open = claw.Version == 0
            ? null
            : (await store.ListOperationsAsync(claw.Name, 1, cancellationToken))
                .FirstOrDefault(operation => operation.Status == OperationStatus.Open);
        if (open is not null)
            return OrderRefusals.Busy(claw, open, registry.Find(open.Kind).Title, time.GetUtcNow());

        if (!ClawLifecycle.TryFire(claw.State, order, out _))
            return OrderRefusals.WrongState(claw, order);

        return OrderRefusals.AfterFailure(claw, order);
    }
}
