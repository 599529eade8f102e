using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Operations;

/// <summary>At start, has every open operation run on from where it stands.</summary>
internal sealed partial class OperationResumption(
    IFleetStore store, IOperationScheduler scheduler, ILogger<OperationResumption> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var operation in await store.ListOpenOperationsAsync(cancellationToken))
        {
            LogResumed(operation.Id, operation.Kind);
            await scheduler.ScheduleAsync(operation.Id, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Operation} ({Kind}) goes on from where it stood")]
    private partial void LogResumed(OperationId operation, string kind);
}
