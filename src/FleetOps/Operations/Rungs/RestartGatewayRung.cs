using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>Clears a start limit and restarts the gateway.</summary>
internal sealed class RestartGatewayRung(RestartGateway restart) : IRung
{
    /// <inheritdoc/>
    public string Says => "Restarting the gateway";

    /// <inheritdoc/>
    public TimeSpan Deadline => restart.Deadline;

    /// <inheritdoc/>
    public int Budget => 6;

    /// <summary>A gateway restarted too often fights itself over its bot token (lessons: 409 storms).</summary>
    public TimeSpan CoolDown => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public string? Unfit(Diagnosis diagnosis) => diagnosis switch
    {
        { CanEnter: false } => "The machine cannot be entered.",
        { GatewayServes: true } => "The gateway serves; what is wrong is beside it.",
        { Seen.Report.Boot: not "ready" } => "boot.sh has not brought the machine up.",
        { Seen.Report.ExitCode: VerdictRules.RefusedExitCode } =>
            "The gateway refuses its configuration or state (exit 78); starting it again cannot help.",
        _ => null,
    };

    /// <inheritdoc/>
    public Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken) =>
        restart.RunAsync(claw, context, cancellationToken);
}
