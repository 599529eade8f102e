using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Moves a claw to another image or app layer, in place: a restore point, the old machine gone, a new one on the same
/// disk, verified. Where it fails, the claw comes back by itself: before the old machine is gone by starting that
/// again, after it by a machine of the old versions on a disk made from the restore point.
/// </summary>
internal sealed class UpgradeClaw(
    CheckCapacity capacity, DrainGateway drain, DeallocateMachine deallocate, SnapshotDataDisk snapshot,
    DeleteOtherMachines delete, CreateNetwork network, CreateMachine create, WaitForSsh ssh, WaitForBoot boot,
    DeliverSecrets secrets, VerifyClaw verify, StartMachine start, RunBoot rerun, RestoreDataDisk restore,
    RememberFailedImage remember) : Operation
{
    private readonly IReadOnlyList<IStep> _untouched = [capacity, drain, deallocate, snapshot];
    private readonly IReadOnlyList<IStep> _revive = [start, ssh, boot, rerun, secrets, verify];
    private readonly IReadOnlyList<IStep> _restore =
        [deallocate, delete, restore, network, create, ssh, boot, secrets, verify, remember];

    /// <inheritdoc/>
    public override string Title => "Upgrading";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Upgrade;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.UpgradeDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } =
        [capacity, drain, deallocate, snapshot, delete, network, create, ssh, boot, secrets, verify];

    /// <inheritdoc/>
    public override WayBack? Undo(OperationRecord operation, IStep failed, Claw claw)
    {
        // While undoing, the record's Before and Target have changed places; only the steps are asked for then.
        if ((operation.IsUndoing ? operation.Target : operation.Before) is not { } old)
            return null;

        return _untouched.Contains(failed)
            ? new WayBack(ClawTrigger.UpgradeFailed, ClawTrigger.RollBackDone, old, _revive)
            : new WayBack(ClawTrigger.UpgradeFailed, ClawTrigger.RollBackDone, Restored(old, claw), _restore);
    }

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} is upgraded: image {operation.Before?.Image} -> {claw.Spec?.Image}, "
        + $"OpenClaw {operation.Before?.OpenClaw} -> {claw.Spec?.OpenClaw}. "
        + $"/rollback {claw.Name} goes back to the restore point {operation.RestorePoint}.";

    // The numbers were set aside when the order was taken, so that a repeat of this uses the same.
    private static MachineSpec Restored(MachineSpec old, Claw claw) =>
        old with { Generation = claw.Generations, Disk = claw.Disks };
}
