using Microsoft.Extensions.Logging;
using Quartz;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// A sweep as a job, at every <see cref="WatchOptions.Interval"/>, one after the other. One that fails is logged, and
/// the next one is made all the same: nobody watches the watch.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class SweepJob(
    FleetSweep sweep, SweepSignal signal, SweepPulse pulse, RetiredDisks retired, ILogger<SweepJob> logger) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        pulse.Beat();
        try
        {
            var outcome = await sweep.RunAsync(cancellationToken);
            signal.Beat();
            LogSwept(outcome.Looked, outcome.Bad, outcome.Dropped);
            await retired.RefreshAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure);
        }
        finally
        {
            pulse.Beat();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Debug, Message = "Swept {Looked} claws: {Bad} in a bad way, {Dropped} looks dropped")]
    private partial void LogSwept(int looked, int bad, int dropped);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep failed; the next one is made all the same")]
    private partial void LogFailed(Exception failure);
}
