using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>
/// Whether a text is a bot's token that may serve a claw: Telegram knows it, and neither the parent nor another claw
/// lives on that bot. Keeps nothing.
/// </summary>
public sealed partial class BotTokenCheck(IBotTokens tokens, ISecretStore secrets, IFleetStore store)
{
    /// <summary>Looks at a text that a person gave as a claw's token.</summary>
    public async Task<BotTokenVerdict> CheckAsync(ClawName claw, string text, CancellationToken cancellationToken)
    {
        if (!Shape().IsMatch(text.Trim()))
            return new BotTokenVerdict.Bad(
                "That is no bot token. @BotFather writes one as 123456789:AAExample…; copy it whole and nothing else.");

        var token = new Secret(text.Trim());
        if (IsOwn(token))
            return new BotTokenVerdict.Bad(
                $"That is the parent's own bot, with which you talk now. {claw} needs one of its own: "
                + "send /newbot to https://t.me/BotFather.");

        var holders = await secrets.FindHoldersAsync(SecretName.TelegramBotToken, token, cancellationToken);
        if (holders.FirstOrDefault(holder => holder != claw) is { } holder)
            return Taken(holder, claw);

        return await IdentifyAsync(claw, token, cancellationToken);
    }

    private async Task<BotTokenVerdict> IdentifyAsync(
        ClawName claw, Secret token, CancellationToken cancellationToken)
    {
        try
        {
            var bot = await tokens.IdentifyAsync(token, cancellationToken);
            var others = await store.ListClawsAsync(cancellationToken);
            return others.FirstOrDefault(other => other.Name != claw && other.BotUserName == bot.UserName) is { } other
                ? Taken(other.Name, claw)
                : new BotTokenVerdict.Good(token, bot);
        }
        catch (FleetException failure) when (failure.Reason == FailureReason.GatewayRefused)
        {
            return new BotTokenVerdict.Bad(
                "Telegram knows no bot by that token: it was copied in part, or revoked. "
                + "/mybots at https://t.me/BotFather shows the one that holds.");
        }
        catch (FleetException failure) when (failure.Reason.IsTransient())
        {
            return new BotTokenVerdict.Bad(
                $"The token was not kept, for it could not be checked: {failure.Message} Try again in a while.");
        }
    }

    // The number before the colon is the bot's; it stays when its token is changed.
    private bool IsOwn(Secret token) => tokens.Own is { } own && NumberOf(own) == NumberOf(token);

    private static string NumberOf(Secret token) => token.Reveal().Split(':', 2)[0];

    private static BotTokenVerdict.Bad Taken(ClawName holder, ClawName claw) => new(
        $"{holder} has this bot already, and one bot serves one claw: make {claw} its own at https://t.me/BotFather.");

    [GeneratedRegex(@"\A[0-9]{1,19}:[A-Za-z0-9_-]{1,100}\z")]
    private static partial Regex Shape();
}
