using System.Net;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// The one table from what Telegram and the network say to <see cref="BotApiFailure"/>. The Bot API has no codes
/// beyond the HTTP status: what a 400 means stands in its description alone, so descriptions are matched here, and
/// nowhere else.
/// </summary>
internal static class BotApiErrors
{
    // Words of https://github.com/tdlib/telegram-bot-api, and codes in capitals that it hands on from the servers.
    private static readonly (string Words, BotApiFailure Failure)[] Descriptions =
    [
        ("message is not modified", BotApiFailure.NotModified),
        ("can't parse entities", BotApiFailure.BadEntities),
        ("ENTITY_", BotApiFailure.BadEntities),
        ("ENTITIES_", BotApiFailure.BadEntities),
        ("is too long", BotApiFailure.TooLong),
        ("MESSAGE_TOO_LONG", BotApiFailure.TooLong),
        ("CAPTION_TOO_LONG", BotApiFailure.TooLong),
        ("message to edit not found", BotApiFailure.NoSuchMessage),
        ("message to delete not found", BotApiFailure.NoSuchMessage),
        ("message to be replied not found", BotApiFailure.NoSuchMessage),
        ("message can't be edited", BotApiFailure.NoSuchMessage),
        ("message can't be deleted", BotApiFailure.NoSuchMessage),
        ("MESSAGE_ID_INVALID", BotApiFailure.NoSuchMessage),
        ("chat not found", BotApiFailure.NoSuchChat),
        ("PEER_ID_INVALID", BotApiFailure.NoSuchChat),
        ("query is too old", BotApiFailure.QueryTooOld),
        ("QUERY_ID_INVALID", BotApiFailure.QueryTooOld),
        ("not enough rights to send", BotApiFailure.Forbidden),
        ("CHAT_WRITE_FORBIDDEN", BotApiFailure.Forbidden),
    ];

    /// <summary>A no of the Bot API.</summary>
    /// <param name="method">What was called.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="description">Why not.</param>
    /// <param name="parameters">What to do about it.</param>
    public static BotApiException Of(
        string method, int status, string? description, ResponseParameters? parameters) =>
        new(Failure(status, description ?? "", parameters), $"Telegram refused {method}: {description} ({status})")
        {
            RetryAfter = parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MigratedTo = parameters?.MigrateToChatId,
        };

    /// <summary>An answer that is none of the Bot API's: of a proxy before it, or of another server.</summary>
    public static BotApiException OfStranger(string method, HttpResponseMessage response)
    {
        var failure = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => BotApiFailure.TooManyRequests,
            HttpStatusCode.RequestEntityTooLarge => BotApiFailure.BadRequest,
            _ => BotApiFailure.ServerError,
        };
        return new BotApiException(
            failure, $"Telegram answered {method} with something unreadable ({(int)response.StatusCode}).")
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    /// <summary>A call that got no answer. What was thrown is kept where it does not hold the token.</summary>
    public static BotApiException Of(string method, Exception failed, Secret token)
    {
        var error = (failed as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var cause = error == HttpRequestError.Unknown ? failed.GetType().Name : error.ToString();
        var hasToken = failed.ToString().Contains(token.Reveal(), StringComparison.Ordinal);
        return new BotApiException(
            error == HttpRequestError.ConfigurationLimitExceeded ? BotApiFailure.ServerError : BotApiFailure.NoAnswer,
            $"Telegram gave no answer to {method}: {cause}.",
            hasToken ? null : failed);
    }

    private static BotApiFailure Failure(int status, string description, ResponseParameters? parameters) =>
        status switch
        {
            _ when parameters?.MigrateToChatId is not null => BotApiFailure.Migrated,
            400 => Meaning(description),
            401 or 404 => BotApiFailure.Unauthorized,
            403 => BotApiFailure.Forbidden,
            409 => BotApiFailure.Conflict,
            429 => BotApiFailure.TooManyRequests,
            >= 500 => BotApiFailure.ServerError,
            _ => BotApiFailure.BadRequest,
        };

    private static BotApiFailure Meaning(string description) => Descriptions
        .Where(known => description.Contains(known.Words, StringComparison.OrdinalIgnoreCase))
        .Select(known => known.Failure)
        .FirstOrDefault(BotApiFailure.BadRequest);
}
