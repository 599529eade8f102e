using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Deletes the snapshots of a destroyed claw's restore points. Runs in Purge alone.</summary>
internal sealed class DeleteSnapshots(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Deleting the restore points";

    /// <summary>Azure: seconds each.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        if (context.Operation.Option(PurgeClaw.Everything) is null)
        {
            context.Skip("The claw lives: its restore points stay.");
            return claw;
        }

        foreach (var snapshot in await cloud.ListSnapshotsAsync(claw.Name, cancellationToken))
            await cloud.DeleteSnapshotAsync(claw.Name, snapshot.Name, cancellationToken);
        return claw;
    }
}
