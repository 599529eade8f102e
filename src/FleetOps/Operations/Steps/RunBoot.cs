using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Runs <c>boot.sh</c> again, which changes nothing where all stands as it should.</summary>
internal sealed class RunBoot(IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Running boot.sh again";

    /// <summary>The command's own limit and the way there.</summary>
    public TimeSpan Deadline => LifecycleCommands.Boot.Deadline + TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(targets.Require(claw), LifecycleCommands.Boot, cancellationToken);
        return result.IsSuccess ? claw : throw LifecycleCommands.Failed(claw, "boot.sh", result);
    }
}
