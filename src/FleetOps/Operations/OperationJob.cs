using System.Diagnostics;
using Quartz;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// An operation as a job: its key is the operation's id. Its data may name what ordered it, so that both are one trace.
/// </summary>
internal sealed class OperationJob(OperationRunner runner) : IJob
{
    /// <summary>Where the job's data has the order's place in its trace, in the form of W3C's traceparent.</summary>
    internal const string Origin = "traceparent";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var origin = context.JobDetail.JobDataMap.TryGetValue(Origin, out var parent)
            && ActivityContext.TryParse(parent as string, traceState: null, out var place)
                ? place
                : default;
        await runner.RunAsync(OperationId.Parse(context.JobDetail.Key.Name), origin, cancellationToken);
    }
}
