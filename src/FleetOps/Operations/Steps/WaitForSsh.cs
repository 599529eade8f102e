using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Waits until the machine can be entered with the host key known beforehand.</summary>
internal sealed class WaitForSsh(
    ICloud cloud, IRemoteShell shell, ClawTargets targets, IOptions<OperationsOptions> options, TimeProvider time)
    : IStep
{
    /// <inheritdoc/>
    public string Says => "Waiting for the machine to answer";

    /// <summary>As long as a machine may take to boot.</summary>
    public TimeSpan Deadline => options.Value.BootPatience;

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var found = claw with { Address = await cloud.FindAddressAsync(claw.Name, cancellationToken) };
        var target = targets.Require(found);

        // The address may have served another generation: a shared connection to that one would answer for it.
        await shell.CloseAsync(target, cancellationToken);
        while (true)
        {
            try
            {
                await shell.RunAsync(target, LifecycleCommands.Knock, cancellationToken);
                context.Unnote();
                return found;
            }
            catch (FleetException e) when (e.Reason is FailureReason.Unreachable or FailureReason.Timeout
                or FailureReason.AccessDenied)
            {
                // AccessDenied too: sshd listens before cloud-init has written the account's key.
                context.Note(e.Message);
            }

            await Task.Delay(options.Value.LookPause, time, cancellationToken);
        }
    }
}
