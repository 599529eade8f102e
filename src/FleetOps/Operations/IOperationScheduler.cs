namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Decides where and when a stored operation runs. The store is the truth: scheduling twice runs once.
/// </summary>
public interface IOperationScheduler
{
    /// <summary>Sees to it that the operation runs as soon as there is a place for it.</summary>
    Task ScheduleAsync(OperationId operation, CancellationToken cancellationToken);
}
