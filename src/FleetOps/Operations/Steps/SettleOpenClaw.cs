using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Waits until no update is under way on the machine any more, and takes down which OpenClaw is there: an update goes
/// on where the connection to it was lost.
/// </summary>
internal sealed class SettleOpenClaw(IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Waiting for what is under way on the machine";

    /// <summary>The script's own limit and the way there.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(targets.Require(claw), LifecycleCommands.SettleOpenClaw, cancellationToken);
        var there = OpenClawVerdict.Read(claw, result).After;
        context.Note($"OpenClaw {there} is there");
        return claw with
        {
            Spec = claw.Spec! with { OpenClaw = there ?? claw.Spec.OpenClaw },
            NewestOpenClaw = OpenClawVersion.Newer(claw.NewestOpenClaw, there),
        };
    }
}
