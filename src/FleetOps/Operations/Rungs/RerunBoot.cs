using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// Runs <c>boot.sh</c> again: it restores the last good configuration, frees disk, mounts what is not mounted and
/// starts what does not run.
/// </summary>
internal sealed class RerunBoot(RunBoot boot) : IRung
{
    /// <inheritdoc/>
    public string Says => boot.Says;

    /// <inheritdoc/>
    public TimeSpan Deadline => boot.Deadline;

    /// <inheritdoc/>
    public int Budget => 4;

    /// <summary>What it could not mend it will not mend a moment later.</summary>
    public TimeSpan CoolDown => TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public string? Unfit(Diagnosis diagnosis) => diagnosis.CanEnter ? null : "The machine cannot be entered.";

    /// <inheritdoc/>
    public Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken) =>
        boot.RunAsync(claw, context, cancellationToken);
}
