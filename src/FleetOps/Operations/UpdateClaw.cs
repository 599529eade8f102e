using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Brings a claw's OpenClaw to another version where its machine stands. Where nothing was installed the claw goes on
/// as it was; where it is not well with the new one, it comes back by itself: a newer OpenClaw migrates the state, so
/// the
/// way back is a machine of the old version on a disk made from the restore point.
/// </summary>
internal sealed class UpdateClaw(
    FlushDataDisk flush, SnapshotDataDisk snapshot, InstallOpenClaw install, VerifyClaw verify,
    SettleOpenClaw settle, DrainGateway drain, DeallocateMachine deallocate, DeleteOtherMachines delete,
    RestoreDataDisk restore, CreateNetwork network, CreateMachine create, WaitForSsh ssh, WaitForBoot boot, DeliverSecrets secrets) : Operation
{
    private readonly IReadOnlyList<IStep> _stay = [settle, verify];
    private readonly IReadOnlyList<IStep> _restore =
        [drain, deallocate, delete, restore, network, create, ssh, boot, secrets, verify];

    /// <inheritdoc/>
    public override string Title => "Updating OpenClaw of";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Update;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.UpgradeDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [flush, snapshot, install, verify];

    /// <inheritdoc/>
    public override WayBack? Undo(OperationRecord operation, IStep failed, Claw claw)
    {
        // While undoing, the record's Before and Target have changed places; only the steps are asked for then.
        if ((operation.IsUndoing ? operation.Target : operation.Before) is not { } old)
            return null;

        return failed == verify
            ? new WayBack(
                ClawTrigger.UpgradeFailed, ClawTrigger.RollBackDone,
                old with { Generation = claw.Generations, Disk = claw.Disks }, _restore)
            : new WayBack(ClawTrigger.UpgradeFailed, ClawTrigger.RollBackDone, old, _stay);
    }

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} is updated: OpenClaw {operation.Before?.OpenClaw} -> {claw.Spec?.OpenClaw}, and is well. "
        + $"/rollback {claw.Name} goes back to the restore point {operation.RestorePoint}.";

    /// <inheritdoc/>
    public override string ConcludeBack(Claw claw, OperationRecord operation) =>
        $"The update of {claw.Name} failed at '{operation.Failure?.Step}': {operation.Failure?.Message} "
        + $"It runs OpenClaw {claw.Spec?.OpenClaw}, "
        + (claw.Spec?.Generation == operation.Before?.Generation
            ? "on the machine and with the data that it had, and is well."
            : "on a new machine, with its data of before the update, and is well.");
}
