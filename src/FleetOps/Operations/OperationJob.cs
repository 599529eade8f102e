using Quartz;

namespace ParentClaw.FleetOps.Operations;

/// <summary>An operation as a job: its key is the operation's id.</summary>
internal sealed class OperationJob(OperationRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.RunAsync(OperationId.Parse(context.JobDetail.Key.Name), cancellationToken);
}
