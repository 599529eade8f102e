using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Has <c>update-openclaw.sh</c> install the target's OpenClaw where the machine stands. Whether the claw is well with
/// it is not asked here: once it is installed the data may be migrated, and only a restore point leads back.
/// </summary>
internal sealed class InstallOpenClaw(IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Installing OpenClaw";

    /// <summary>
    /// The script's own limit, twice: who lost the connection asks again, and waits for what is under way.
    /// </summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Target.OpenClaw
            ?? throw new InvalidOperationException($"{context.Operation.Id} names no OpenClaw.");
        var result = await shell.RunAsync(
            targets.Require(claw), LifecycleCommands.UpdateOpenClaw(wanted), cancellationToken);
        var verdict = OpenClawVerdict.Read(claw, result);
        if (verdict.After != wanted)
            throw new FleetException(
                FailureReason.CommandFailed,
                $"OpenClaw {wanted} was not installed ({verdict.Status}): {verdict.Reason ?? "it did not say why"}.");

        context.Note($"OpenClaw {verdict.After} is installed; the gateway is {verdict.Gateway}"
            + (verdict.Reason is { } reason ? $": {reason}" : ""));
        return claw with
        {
            Spec = claw.Spec! with { OpenClaw = wanted },
            NewestOpenClaw = OpenClawVersion.Newer(claw.NewestOpenClaw, wanted),
        };
    }
}
