using Microsoft.Extensions.Logging;

namespace ParentClaw.Sandbox.Arm;

/// <summary>From what lies on disk to a region that runs.</summary>
internal sealed partial class RegionStart(Region region, ILogger<RegionStart> logger)
{
    /// <summary>
    /// Boots what should run, then takes up what was interrupted: an operation on a running machine finds it running.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<ArmId> running;
        lock (region.Gate)
        {
            FirstResources.Create(region);
            running =
            [
                .. region.Store.OfType(VirtualMachines.Type)
                    .Where(m => m.Hidden.Text("power") == PowerStates.Running && m.State != "Deleting")
                    .Select(m => m.Id),
            ];
        }

        await Parallel.ForEachAsync(running, cancellationToken, BootAsync);
        lock (region.Gate)
        {
            region.Operations.Resume();
            foreach (var resource in region.Store.Below(null).ToList())
            {
                // A crash between the resource and its operation: nobody was told that it began.
                if (resource.State is "Creating" or "Updating" or "Deleting"
                    && region.Operations.RunningOn(resource.Id) is null)
                    Ready.Fail(region, resource.Id);
            }
        }
    }

    private async ValueTask BootAsync(ArmId id, CancellationToken cancellationToken)
    {
        if (MachineSpecs.Find(region, id) is not { } spec)
            return;
        try
        {
            await region.Host.StartAsync(spec, cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or InvalidOperationException)
        {
            // One machine that cannot boot is a broken machine, not a broken region.
            LogDead(broken, id.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "Machine {Machine} does not boot.")]
    private partial void LogDead(Exception broken, string machine);
}
