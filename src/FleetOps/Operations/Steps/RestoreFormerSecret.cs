using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Puts the value of before in the place of a changed secret; where there was none, none is left.</summary>
internal sealed class RestoreFormerSecret(ISecretStore secrets) : IStep
{
    /// <inheritdoc/>
    public string Says => "Putting the former secret back";

    /// <summary>Two rows of the store.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var name = RotateSecret.SecretOf(context.Operation);
        if (await secrets.FindAsync(claw.Name, name.Former, cancellationToken) is { } former)
        {
            await secrets.SetAsync(claw.Name, name, former, cancellationToken);
            await secrets.ForgetAsync(claw.Name, name.Former, cancellationToken);
        }
        else if (RotateSecret.HadNone(context.Operation))
        {
            await secrets.ForgetAsync(claw.Name, name, cancellationToken);
        }

        return name == SecretName.TelegramBotToken
            ? claw with { BotUserName = RotateSecret.FormerBot(context.Operation) }
            : claw;
    }
}
