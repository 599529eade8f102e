using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// Sweeps again and again, one sweep after the other, and forgets old history once a day. A sweep that fails is logged, and
/// the next one is made all the same: nobody watches the watch.
/// </summary>
public sealed partial class WatchService(
    FleetSweep sweep,
    RetiredDisks retired,
    IFleetStore store,
    IOptions<WatchOptions> options,
    TimeProvider time,
    ILogger<WatchService> logger) : BackgroundService
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromDays(1);

    private DateTimeOffset _forgetAt = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Parents that were started together shall not ask the same network at the same moment.
        await Task.Delay(options.Value.Interval * (Random.Shared.NextDouble() / 10), time, stoppingToken);
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            await RunOnceAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await sweep.RunAsync(cancellationToken);
            LogSwept(outcome.Looked, outcome.Bad, outcome.Dropped);
            await ForgetAsync(cancellationToken);
            await retired.RefreshAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _forgetAt)
            return;

        await store.ForgetBeforeAsync(now - TimeSpan.FromDays(options.Value.HistoryDays), cancellationToken);
        _forgetAt = now + ForgetEvery;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Swept {Looked} claws: {Bad} in a bad way, {Dropped} looks dropped")]
    private partial void LogSwept(int looked, int bad, int dropped);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep failed; the next one is made all the same")]
    private partial void LogFailed(Exception failure);
}
