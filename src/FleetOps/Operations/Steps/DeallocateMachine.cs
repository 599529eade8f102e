using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Shuts the machine of now down and gives its hardware back.</summary>
internal sealed class DeallocateMachine(ICloud cloud, IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Deallocating the machine";

    /// <summary>Azure: usually 1-3 min; a guest that will not shut down is cut off after about 5.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        if (targets.Find(claw) is { } target)
            await shell.CloseAsync(target, cancellationToken);

        var machine = claw.Spec is null ? null : await cloud.FindMachineAsync(claw.Machine, cancellationToken);
        if (machine is { Power: not Power.Deallocated })
            await cloud.DeallocateMachineAsync(machine.Name, cancellationToken);
        return claw with { Address = null };
    }
}
