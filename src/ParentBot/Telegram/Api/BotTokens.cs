using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Asks the Bot API about tokens.</summary>
internal sealed class BotTokens(BotConnection connection, OwnToken own) : IBotTokens
{
    /// <inheritdoc/>
    public Secret? Own => own.Value;

    /// <inheritdoc/>
    public async Task<BotIdentity> IdentifyAsync(Secret token, CancellationToken cancellationToken)
    {
        try
        {
            var bot = await connection.CallAsync(token, new GetMe(), cancellationToken);
            return new BotIdentity(bot.Id, bot.Username ?? "", bot.FirstName);
        }
        catch (BotApiException no)
        {
            throw Said(no);
        }
    }

    private static FleetException Said(BotApiException no) => no.Failure switch
    {
        BotApiFailure.Unauthorized => new FleetException(
            FailureReason.GatewayRefused,
            "Telegram does not know this token. BotFather's /token shows the right one, and /revoke makes a new one.",
            no),
        BotApiFailure.TooManyRequests => new FleetException(
            FailureReason.Throttled, "Telegram wants to be asked later whose token this is.", no)
        {
            RetryAfter = no.RetryAfter,
        },
        _ => new FleetException(
            FailureReason.Unavailable, $"Telegram cannot be asked now whose token this is: {no.Message}", no),
    };
}
