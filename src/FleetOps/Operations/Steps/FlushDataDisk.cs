using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Has the machine write out what it holds in memory, so that a snapshot of the mounted disk has all that was written
/// until now. What is half done at that moment is as after a power cut, which the file system and SQLite mend.
/// </summary>
internal sealed class FlushDataDisk(IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Writing out what is in memory";

    /// <summary>A slow disk with gigabytes to write takes a minute or two.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(targets.Require(claw), LifecycleCommands.Flush, cancellationToken);
        return result.IsSuccess ? claw : throw LifecycleCommands.Failed(claw, "sync", result);
    }
}
