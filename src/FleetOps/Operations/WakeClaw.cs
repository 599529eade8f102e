using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Starts a parked claw again.</summary>
internal sealed class WakeClaw(
    StartMachine start, WaitForSsh ssh, WaitForBoot boot, DeliverSecrets secrets, VerifyClaw verify) : Operation
{
    /// <inheritdoc/>
    public override string Title => "Waking";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Wake;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.WakeDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [start, ssh, boot, secrets, verify];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} is awake and well at {claw.Address}.";
}
