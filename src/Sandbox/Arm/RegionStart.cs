namespace ParentClaw.Sandbox.Arm;

/// <summary>From what lies on disk to a region that runs.</summary>
internal static class RegionStart
{
    public static async Task RunAsync(Region region, CancellationToken cancellationToken)
    {
        List<ArmId> running;
        lock (region.Gate)
        {
            FirstResources.Create(region);
            region.Operations.Resume();
            foreach (var resource in region.Store.Below(null).ToList())
            {
                // A crash between the resource and its operation: nobody was told that it began.
                if (resource.State is "Creating" or "Updating" or "Deleting"
                    && region.Operations.RunningOn(resource.Id) is null)
                    Ready.Fail(region, resource.Id);
            }

            running =
            [
                .. region.Store.OfType(VirtualMachines.Type)
                    .Where(m => m.Hidden.Text("power") == PowerStates.Running)
                    .Where(m => region.Operations.RunningOn(m.Id) is null)
                    .Select(m => m.Id),
            ];
        }

        await Parallel.ForEachAsync(running, cancellationToken, async (id, token) =>
        {
            if (MachineSpecs.Find(region, id) is { } spec)
                await region.Host.StartAsync(spec, token);
        });
    }
}
