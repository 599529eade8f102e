using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Shuts a claw down and stops paying for its compute.</summary>
internal sealed class ParkClaw(DrainGateway drain, DeallocateMachine deallocate) : Operation
{
    /// <inheritdoc/>
    public override string Title => "Parking";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Park;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.ParkDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [drain, deallocate];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} is parked: only its disks and its address cost now. /wake {claw.Name} starts it again.";
}
