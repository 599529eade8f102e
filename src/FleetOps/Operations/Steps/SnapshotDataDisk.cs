using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Takes a restore point: a snapshot of the data disk, named after the operation, with the versions of now.
/// </summary>
internal sealed class SnapshotDataDisk(ICloud cloud, TimeProvider time) : IStep
{
    /// <inheritdoc/>
    public string Says => "Taking a restore point";

    /// <summary>Incremental snapshots take seconds; the first of a disk may take minutes.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var disk = DiskName.Of(claw.Name, claw.Disk);
        if (claw.Spec is null || await cloud.FindDiskAsync(disk, cancellationToken) is null)
        {
            context.Skip($"There is no {disk} to keep.");
            return claw;
        }

        var id = RestorePointId.Of(context.Operation.Id);
        var snapshot = await cloud.CreateSnapshotAsync(disk, $"{disk}-{id}", cancellationToken);
        context.Keep(
            new RestorePoint(id, claw.Name, time.GetUtcNow(), claw.Spec, snapshot.Name, Why(context.Operation)));
        return claw;
    }

    private static string Why(OperationRecord operation) =>
        operation.Target is { } target && operation.Before is { } before
        && before with { OpenClaw = target.OpenClaw } == target
            ? $"before {operation.Order} to OpenClaw {target.OpenClaw} ({operation.Id})"
            : $"before {operation.Order} to {operation.Target?.Image} ({operation.Id})";
}
