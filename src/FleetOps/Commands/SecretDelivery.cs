using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Changes a claw's secret, and brings the change to its machine where it serves: verified there, or taken back.
/// </summary>
public sealed class SecretDelivery(IFleetStore store, ISecretStore secrets, OperationQueue operations)
{
    /// <summary>Keeps a secret, or forgets it, and delivers that.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="claw">The claw as it shall be with the change; null where it is only a name so far.</param>
    /// <param name="formerBot">Its bot's name of before; null where none was known.</param>
    /// <param name="secret">Which.</param>
    /// <param name="value">The new value; null forgets it.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the storing.</param>
    public async Task<Reply> ChangeAsync(
        ClawName name, Claw? claw, string? formerBot, SecretName secret, Secret? value, Member by,
        CancellationToken cancellationToken)
    {
        // What an operation carries into the store is written with it; who is at rest is written here.
        if (claw is not null && claw.State != ClawState.Running && claw.BotUserName != formerBot)
            await store.CommitAsync(new FleetChange { Claw = claw }, cancellationToken);

        var former = await secrets.FindAsync(name, secret, cancellationToken);
        if (claw is { State: ClawState.Running } && !Equals(former, value) && former is not null)
            await secrets.SetAsync(name, secret.Former, former, cancellationToken);
        if (value is null)
            await secrets.ForgetAsync(name, secret, cancellationToken);
        else
            await secrets.SetAsync(name, secret, value, cancellationToken);

        var done = value is null ? $"{secret} of {name} is forgotten." : $"{secret} is kept for {name}.";
        if (claw is not { State: ClawState.Running })
            return Reply.Ok($"{done} {DeliveredBy(name, claw?.State)}");

        var order = RotateSecret.Order(secret, former is not null, formerBot);
        return await operations.SubmitAsync<RotateSecret>(claw, order, by, cancellationToken) switch
        {
            Submission.Accepted(var operation) =>
                Reply.Started(operation) with { Blocks = [new TextBlock($"{done} {name} is given it now.")] },
            Submission.Refused(var why) => Reply.Ok($"{done} It is not on the machine yet: {why}"),
            var unknown => throw new InvalidOperationException($"Unknown submission {unknown}."),
        };
    }

    /// <summary>How the machine comes to know of a change.</summary>
    internal static string Foretell(ClawName name, Claw? claw) => claw is { State: ClawState.Running }
        ? $"{name} is given it at once, and takes the former back where it is not well with it"
        : DeliveredBy(name, claw?.State).TrimEnd('.');

    private static string DeliveredBy(ClawName name, ClawState? state) => state switch
    {
        null or ClawState.New or ClawState.Destroyed => $"/deploy {name} delivers it.",
        ClawState.Parked => $"/wake {name} delivers it.",
        ClawState.Failed => $"/resuscitate {name} delivers it.",
        _ => $"/restart {name} delivers it once it is no longer busy.",
    };
}
