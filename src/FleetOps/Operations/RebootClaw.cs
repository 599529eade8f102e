using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Restarts a claw's machine.</summary>
internal sealed class RebootClaw(
    DrainGateway drain, RestartMachine restart, WaitForSsh ssh, WaitForBoot boot, DeliverSecrets secrets,
    VerifyClaw verify)
    : Operation
{
    /// <inheritdoc/>
    public override string Title => "Restarting the machine of";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Restart;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.RestartDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [drain, restart, ssh, boot, secrets, verify];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name}'s machine was restarted; the claw is well.";
}
