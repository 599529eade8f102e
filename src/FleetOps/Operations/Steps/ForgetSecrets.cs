using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Forgets the secrets and keys of a destroyed claw. Runs in Purge alone.</summary>
internal sealed class ForgetSecrets(ISecretStore secrets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Forgetting the keys and secrets";

    /// <summary>A write to the store.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        if (context.Operation.Option(PurgeClaw.Everything) is null)
        {
            context.Skip("The claw lives: it needs them.");
            return claw;
        }

        await secrets.ForgetAllAsync(claw.Name, cancellationToken);
        return claw with { AccessKey = null, HostKey = null };
    }
}
