using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Clears a start limit and restarts the gateway's unit.</summary>
internal sealed class RestartGateway(IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Restarting the gateway";

    /// <summary>The gateway takes up to 325 s to stop while work is under way.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(8);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var target = targets.Require(claw);
        await shell.RunAsync(target, LifecycleCommands.ResetGateway, cancellationToken); // the restart's result counts
        var result = await shell.RunAsync(target, LifecycleCommands.RestartGateway, cancellationToken);
        return result.IsSuccess ? claw : throw LifecycleCommands.Failed(claw, "The gateway's restart", result);
    }
}
