using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Stops and disables the gateway and unmounts the data disk, so that nothing is written while the disk is taken away
/// and no second gateway polls the same bot token. A machine that cannot be entered is left to its shutdown, which
/// unmounts too.
/// </summary>
internal sealed class DrainGateway(ICloud cloud, IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Stopping the gateway and unmounting the data disk";

    /// <summary>The gateway takes up to 325 s to stop while work is under way (facts: shutdown budget).</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(7);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        // The address may by now lead to the machine that replaced this one: only what the cloud shows running is
        // drained.
        if (targets.Find(claw) is not { } target
            || await cloud.FindMachineAsync(claw.Machine, cancellationToken) is not { Power: Power.Running })
        {
            context.Skip("There is no running machine to drain.");
            return claw;
        }

        try
        {
            var result = await shell.RunAsync(target, LifecycleCommands.Drain, cancellationToken);
            if (!result.IsSuccess)
                throw LifecycleCommands.Failed(claw, "drain.sh", result);
        }
        catch (FleetException e) when (e.Reason is FailureReason.Unreachable or FailureReason.AccessDenied
            or FailureReason.HostKeyChanged or FailureReason.Timeout)
        {
            context.Skip($"The machine cannot be entered ({e.Reason}); its shutdown unmounts the disk.");
        }

        return claw;
    }
}
