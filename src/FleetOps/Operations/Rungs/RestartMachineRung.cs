using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>Restarts the machine, or starts it where it is off.</summary>
internal sealed class RestartMachineRung(RestartMachine restart) : IRung
{
    /// <inheritdoc/>
    public string Says => restart.Says;

    /// <inheritdoc/>
    public TimeSpan Deadline => restart.Deadline;

    /// <inheritdoc/>
    public int Budget => 3;

    /// <summary>A machine that did not come back is not helped by another push of the button.</summary>
    public TimeSpan CoolDown => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public string? Unfit(Diagnosis diagnosis) => diagnosis switch
    {
        { Machine: null } => "There is no machine.",
        { OnlyAccessIsBroken: true } =>
            "The gateway serves; only access is broken, and a restart would cut its work off.",
        _ => null,
    };

    /// <inheritdoc/>
    public Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken) =>
        restart.RunAsync(claw, context, cancellationToken);
}
