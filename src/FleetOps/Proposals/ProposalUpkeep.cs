using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>
/// Ends proposals that waited too long, and carries out what was approved when the process was stopped before it was
/// done; at start and every few seconds.
/// </summary>
internal sealed partial class ProposalUpkeep(
    ProposalDecisions decisions, TimeProvider time, ILogger<ProposalUpkeep> logger) : BackgroundService
{
    // Who waits for a decision learns that soon that none came; a look at nothing open costs nothing.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, time);
        do
        {
            try
            {
                await decisions.CarryOnAsync(stoppingToken);
            }
            catch (FleetException failure)
            {
                LogFailed(failure);
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The proposals could not be seen to; tried again")]
    private partial void LogFailed(Exception failure);
}
