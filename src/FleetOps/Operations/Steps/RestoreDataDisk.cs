using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Makes the target's data disk from the operation's restore point and retires the disk it replaces. A snapshot
/// restores into a new disk only; the old one is kept until somebody purges it.
/// </summary>
internal sealed class RestoreDataDisk(ICloud cloud, IFleetStore store) : IStep
{
    /// <inheritdoc/>
    public string Says => "Restoring the data disk from the restore point";

    /// <summary>Azure: seconds to minutes, by size.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var point = (await store.ListRestorePointsAsync(claw.Name, cancellationToken))
            .FirstOrDefault(point => point.Id == context.Operation.RestorePoint)
            ?? throw new FleetException(
                FailureReason.NotFound,
                $"{claw.Name} has no restore point {context.Operation.RestorePoint}. "
                + $"/status {claw.Name} lists those it has.");
        var disk = DiskName.Of(claw.Name, context.Target.Disk);
        await cloud.CreateDiskFromSnapshotAsync(disk, point.Snapshot, cancellationToken);
        if (claw.Disk != context.Target.Disk && claw.Disk > 0)
            await RetireAsync(DiskName.Of(claw.Name, claw.Disk), context, cancellationToken);

        // The state on the restored disk is as old as the restore point: that OpenClaw may run it again.
        return claw with
        {
            Disk = context.Target.Disk,
            LastGood = point.Spec,
            NewestOpenClaw = point.Spec.OpenClaw,
        };
    }

    private async Task RetireAsync(DiskName old, StepContext context, CancellationToken cancellationToken)
    {
        if (await cloud.FindDiskAsync(old, cancellationToken) is null)
            return;

        await cloud.RetireDiskAsync(old, cancellationToken);
        context.Note($"{old} is retired and kept; /purge {old.Claw} deletes it");
    }
}
