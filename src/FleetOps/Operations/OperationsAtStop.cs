using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Lets go of the operations when the host stops: none begins a step from the first moment on, and those that run are
/// waited for between the end of the faces and that of the scheduler, which interrupts what is left. Registered after
/// the scheduler, before the faces: a host stops its parts the other way round.
/// </summary>
internal sealed partial class OperationsAtStop(LettingGo lettingGo, ILogger<OperationsAtStop> logger)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lettingGo.Begin();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (lettingGo.Runs is > 0 and var runs)
            LogWaiting(runs);
        if (await lettingGo.WaitAsync(cancellationToken) is > 0 and var left)
            LogInterrupted(left);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Operations that end their step before the stop: {Count}")]
    private partial void LogWaiting(int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Operations interrupted in the middle of a step, which the next start repeats: {Count}")]
    private partial void LogInterrupted(int count);
}
