using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// The target's data disk: an empty one is made where it does not stand yet, a kept one is taken as it is.
/// </summary>
internal sealed class CreateDataDisk(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Making the data disk";

    /// <summary>Azure: a few seconds; minutes only where the region is in trouble.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var disk = DiskName.Of(claw.Name, context.Target.Disk);
        if (claw.Disk != context.Target.Disk)
        {
            await cloud.CreateDiskAsync(disk, cancellationToken);
            await RetireFormerAsync(claw, cancellationToken);
            return claw;
        }

        // A disk that the claw already lived on is never replaced by an empty one under its name.
        return await cloud.FindDiskAsync(disk, cancellationToken) is not null
            ? claw
            : throw new FleetException(
                FailureReason.NotFound,
                $"The data disk {disk} is gone. /rollback {claw.Name} makes one from a restore point; "
                + $"/deploy {claw.Name} disk=new begins with an empty one.");
    }

    // Begun anew on an empty disk, the claw leaves the one it lived on: kept, but no longer its own.
    private async Task RetireFormerAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (claw.Disk > 0
            && await cloud.FindDiskAsync(DiskName.Of(claw.Name, claw.Disk), cancellationToken) is { } former)
            await cloud.RetireDiskAsync(former.Name, cancellationToken);
    }
}
