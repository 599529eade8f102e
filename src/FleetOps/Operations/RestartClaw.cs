using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Restarts a claw's gateway with the secrets as they are now.</summary>
internal sealed class RestartClaw(DeliverSecrets secrets, RestartGateway restart, VerifyClaw verify) : Operation
{
    /// <inheritdoc/>
    public override string Title => "Restarting";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Restart;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.RestartDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [secrets, restart, verify];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name}'s gateway was restarted and is well.";
}
