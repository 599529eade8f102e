using System.Diagnostics;
using Quartz;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Runs operations as Quartz jobs of the execution group <c>operations</c>, whose limit is
/// <see cref="OperationsOptions.MaxConcurrent"/>. The job's key is the operation's id, so none runs twice.
/// </summary>
internal sealed class QuartzOperationScheduler(ISchedulerFactory schedulers, TimeProvider time) : IOperationScheduler
{
    internal const string Group = "operations";

    public async Task ScheduleAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<OperationJob>().WithIdentity(operation.Value, Group).Build();
        if (Activity.Current?.Id is { } origin)
            job.JobDataMap[OperationJob.Origin] = origin;
        if (await scheduler.Exists(job.Key, cancellationToken))
            return;

        // The limit counts by the trigger's group, not the job's. The scheduler goes by the container's clock: a
        // trigger that goes by another, behind it, is found missed, set to its own now, and missed again, without end.
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(operation.Value, Group)
            .WithExecutionGroup(Group)
            .StartNow()
            .Build();
        await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
    }
}
