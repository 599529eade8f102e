using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/token</c>: gives a claw another bot token, checked, delivered and verified.</summary>
[FleetCommand(
    "token", "Give a claw a new bot token, checked with Telegram first.", Role.Admin,
    Effect = Effect.Changes, HasDryRun = true, Example = "/token alice", Order = 40)]
public sealed record Token([property: Argument("claw", "Which claw.")] ClawName Claw) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }

    // A record prints its members; the token must not get into a log by that door.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(FormattableString.Invariant($"Claw = {Claw}"));
        return true;
    }
}

/// <summary>Carries out <see cref="Token"/>.</summary>
public sealed class TokenHandler(IFleetStore store, BotTokenCheck tokens, SecretDelivery delivery)
    : LookingHandler<Token>
{
    /// <summary>A person finds his way to BotFather and back in this time.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Token command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);
        // An operation stops where somebody else changes its claw under it.
        if (ClawLifecycle.IsBusy(claw.State))
            return Reply.Refused($"{claw.Name} is busy ({claw.State}); give it the token when that is done.");
        if (command.Answer is null)
            return Intent.To(
                () => Task.FromResult(Ask(claw)),
                new FactsBlock(
                    ("Bot", claw.BotUserName is { } bot ? $"@{bot} now; the one of the new token then" : "not known"),
                    ("Token", "is asked for, checked with Telegram, and never shown"),
                    ("Machine", SecretDelivery.Foretell(claw.Name, claw))));

        return await tokens.CheckAsync(claw.Name, command.Answer, cancellationToken) switch
        {
            BotTokenVerdict.Good(var token, var its) =>
                Intent.To(() => GiveAsync(claw, token, its, by, cancellationToken)),
            BotTokenVerdict.Bad(var why) => Reply.Slip($"{why} /token {claw.Name} asks again."),
            var unknown => throw new InvalidOperationException($"Unknown verdict {unknown}."),
        };
    }

    private static Reply Ask(Claw claw) => Reply.Ask(
        new Question($"The new token of {claw.Name}'s bot (not shown)", QuestionKind.Secret) { GoodFor = Patience },
        new TextBlock(
            (claw.BotUserName is { } bot ? $"{claw.Name} answers as @{bot} now. " : "")
            + "In https://t.me/BotFather send /mybots, choose the bot, then API Token; Revoke makes a new one. "
            + $"{claw.Name} is given it at once, and keeps the former one where it is not well with the new."));

    private async Task<Reply> GiveAsync(
        Claw claw, Secret token, BotIdentity bot, Member by, CancellationToken cancellationToken)
    {
        var reply = await delivery.ChangeAsync(
            claw.Name, claw with { BotUserName = bot.UserName }, claw.BotUserName, SecretName.TelegramBotToken, token,
            by, cancellationToken);
        return reply with { Blocks = [new TextBlock($"@{bot.UserName} · {bot.DisplayName}"), .. reply.Blocks] };
    }
}
