using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Deletes the claw's retired disks, and with <c>all</c> (a destroyed claw) its data disk too. Runs in Purge alone.
/// </summary>
internal sealed class DeleteDisks(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Deleting the disks that are not needed";

    /// <summary>Azure: seconds each.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var everything = context.Operation.Option(PurgeClaw.Everything) is not null;
        var disks = (await cloud.ListDisksAsync(claw.Name, cancellationToken))
            .Where(disk => everything || disk.IsRetired)
            .ToList();
        foreach (var disk in disks)
            await cloud.DeleteDiskAsync(disk.Name, cancellationToken);
        context.Note(disks.Count == 0
            ? "None was left."
            : string.Join(", ", disks.Select(disk => disk.Name)) + " deleted");
        return everything ? claw with { Disk = 0, LastGood = null, NewestOpenClaw = null } : claw;
    }
}
