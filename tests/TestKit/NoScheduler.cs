using ParentClaw.FleetOps.Operations;

namespace ParentClaw.TestKit;

/// <summary>Nobody runs what is submitted: the test does, so that it knows when it has ended.</summary>
internal sealed class NoScheduler : IOperationScheduler
{
    public Task ScheduleAsync(OperationId operation, CancellationToken cancellationToken) => Task.CompletedTask;
}
