using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Brings a claw back to a restore point: its versions, and a new disk with the data of then. The present becomes a
/// restore point first, so that this can be undone too.
/// </summary>
internal sealed class RollBackClaw(
    DrainGateway drain, DeallocateMachine deallocate, SnapshotDataDisk snapshot, DeleteOtherMachines delete,
    RestoreDataDisk restore, CreateNetwork network, CreateMachine create, WaitForSsh ssh, WaitForBoot boot,
    DeliverSecrets secrets, VerifyClaw verify) : Operation
{
    /// <inheritdoc/>
    public override string Title => "Rolling back";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.RollBack;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.RollBackDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } =
        [drain, deallocate, snapshot, delete, restore, network, create, ssh, boot, secrets, verify];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} is back at {operation.RestorePoint}: image {claw.Spec?.Image}, OpenClaw {claw.Spec?.OpenClaw}. "
        + $"What it was before is kept as {RestorePointId.Of(operation.Id)}.";
}
