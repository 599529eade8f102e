using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Hands the claw's secrets to its machine over SSH stdin, whose host key is proved by then; the gateway waits for
/// them.
/// </summary>
internal sealed class DeliverSecrets(ISecretStore secrets, IRemoteShell shell, ClawTargets targets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Handing over the secrets";

    /// <summary>
    /// Where they changed, the gateway is restarted, which takes up to 325 s while work is under way.
    /// </summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(8);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var all = await secrets.ListAsync(claw.Name, cancellationToken);
        var result = await shell.RunAsync(
            targets.Require(claw), LifecycleCommands.ReceiveSecrets(all), cancellationToken);
        return result.IsSuccess ? claw : throw LifecycleCommands.Failed(claw, "receive-secrets.sh", result);
    }
}
