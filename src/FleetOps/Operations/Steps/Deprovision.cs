using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Takes off the machine all that is its own: keys, names, account, logs. The way in goes with it: a machine that
/// admitted us before and now refuses our key has it behind it.
/// </summary>
internal sealed class Deprovision(IRemoteShell shell, ClawTargets targets) : IStep
{
    private const int NoSuchProgram = 127;

    /// <inheritdoc/>
    public string Says => "Taking off the machine what is its own";

    /// <summary>The command's own limit, and once more where its answer was lost.</summary>
    public TimeSpan Deadline => 2 * LifecycleCommands.Deprovision.Deadline + TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var target = targets.Require(claw);
        try
        {
            var look = await shell.RunAsync(target, LifecycleCommands.IsProvisioned, cancellationToken);
            if (look.ExitCode == NoSuchProgram)
                return claw;

            var result = await shell.RunAsync(target, LifecycleCommands.Deprovision, cancellationToken);
            if (!result.IsSuccess)
                throw LifecycleCommands.Failed(claw, "deprovision.sh", result);
        }
        catch (FleetException e) when (e.Reason == FailureReason.AccessDenied)
        {
            context.Note("The machine admits nobody any more.");
        }

        return claw;
    }
}
