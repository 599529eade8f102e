using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot;

/// <summary>
/// Before anything else starts: the store is opened, checked and found to belong to this cloud. From then on: a copy a
/// day, old history forgotten.
/// </summary>
internal sealed partial class StoreGuard(
    StoreStamp stamp, StoreUpkeep upkeep, CloudOptions cloud, IOptions<AzureOptions> azure, TimeProvider time,
    ILogger<StoreGuard> logger) : BackgroundService
{
    // A machine that sleeps at night still gets its copy within the hour of waking.
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await stamp.EnsureAsync(
            new CloudPlace(cloud.Kind.ToString(), azure.Value.SubscriptionId, azure.Value.ResourceGroup),
            cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await upkeep.RunAsync(stoppingToken);
            }
            catch (FleetException e)
            {
                LogNoCopy(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store was not copied today; tried again within the hour")]
    private partial void LogNoCopy(Exception exception);
}
