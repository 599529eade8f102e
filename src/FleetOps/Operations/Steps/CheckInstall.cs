using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Runs <c>boot.sh</c> once more, and reads in its report that all that an image must have is there.
/// </summary>
internal sealed class CheckInstall(IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Checking what was installed";

    /// <summary>The command's own limit and the way there.</summary>
    public TimeSpan Deadline => LifecycleCommands.Boot.Deadline + TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(targets.Require(claw), LifecycleCommands.Boot, cancellationToken);
        if (!result.IsSuccess)
            throw LifecycleCommands.Failed(claw, "boot.sh", result);
        if (!InstallReport.TryRead(result.Text, out var report, out var refusal))
            throw new FleetException(FailureReason.VerificationFailed, refusal);
        if (report.Missing is { Count: > 0 } missing)
            throw new FleetException(
                FailureReason.VerificationFailed, $"An image must have what is missing: {string.Join(", ", missing)}.");

        context.Note(report.ToString());
        return claw with { Spec = context.Target with { OpenClaw = report.OpenClaw } };
    }
}
