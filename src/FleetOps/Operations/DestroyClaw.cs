using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Deletes a claw's machine and address; its data disks and restore points stay.</summary>
internal sealed class DestroyClaw(DrainGateway drain, DeallocateMachine deallocate, DeleteMachines delete) : Operation
{
    /// <inheritdoc/>
    public override string Title => "Destroying";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Destroy;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.DestroyDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [drain, deallocate, delete];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) => claw.Disk == 0
        ? $"{claw.Name} is destroyed; it had no data disk yet."
        : $"{claw.Name} is destroyed; its data disk {claw.Name}-d{claw.Disk} is kept. "
            + $"/deploy {claw.Name} brings it back on that disk; /purge {claw.Name} deletes the disk too.";
}
