using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Forgets the value that was kept until the changed one had proved itself.</summary>
internal sealed class ForgetFormerSecret(ISecretStore secrets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Forgetting the former secret";

    /// <summary>One row of the store.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        await secrets.ForgetAsync(claw.Name, RotateSecret.SecretOf(context.Operation).Former, cancellationToken);
        return claw;
    }
}
