using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// Deletes the machine and makes a new one of the same versions on the same data disk. A person must agree.
/// </summary>
internal sealed class RebuildMachine(
    CheckCapacity capacity, DrainGateway drain, DeallocateMachine deallocate, DeleteOtherMachines delete,
    CreateNetwork network, CreateMachine create, WaitForSsh ssh, WaitForBoot boot, DeliverSecrets secrets) : IRung
{
    private readonly IReadOnlyList<IStep> _steps =
        [capacity, drain, deallocate, delete, network, create, ssh, boot, secrets];

    /// <inheritdoc/>
    public string Says => "Rebuilding the machine on the same disk";

    /// <summary>All its steps, one after the other.</summary>
    public TimeSpan Deadline => _steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Deadline);

    /// <inheritdoc/>
    public int Budget => 2;

    /// <summary>Nothing: a person agreed each time.</summary>
    public TimeSpan CoolDown => TimeSpan.Zero;

    /// <inheritdoc/>
    public string? Asks =>
        "rebuild the machine: it is deleted with its OS disk; the data disk stays and is mounted by the new one.";

    /// <inheritdoc/>
    public string? Unfit(Diagnosis diagnosis) => diagnosis.OnlyAccessIsBroken
        ? "The gateway serves; only access is broken. /allow shows and changes who may come in."
        : null;

    /// <inheritdoc/>
    public async Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var step in _steps)
        {
            // Once the new machine carries the claw, a repeat must not take it away again: each step looks first.
            context.Note(step.Says);
            claw = await step.RunAsync(claw, context, cancellationToken);
        }

        return claw;
    }
}
