namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>The ways in which a call of the Bot API fails, as far as callers act on them.</summary>
internal enum BotApiFailure
{
    /// <summary>400 that no other member names: what was sent is wrong, and stays wrong.</summary>
    BadRequest,

    /// <summary>400: the message looks so already. Nothing is wrong.</summary>
    NotModified,

    /// <summary>400: the text's entities cannot be parsed.</summary>
    BadEntities,

    /// <summary>400: the text is longer than a message may be.</summary>
    TooLong,

    /// <summary>400: the message to edit, to delete or to answer is not there, or cannot be changed any more.</summary>
    NoSuchMessage,

    /// <summary>400: the chat is not there, or the bot is not in it.</summary>
    NoSuchChat,

    /// <summary>400: the button was pressed too long ago to answer. Nothing is wrong.</summary>
    QueryTooOld,

    /// <summary>400 with the supergroup that the group became.</summary>
    Migrated,

    /// <summary>401 or 404 of the whole bot: the token is not, or no longer, one of a bot.</summary>
    Unauthorized,

    /// <summary>403: the person blocked the bot, or the bot was put out of the group.</summary>
    Forbidden,

    /// <summary>409: another program asks for the same bot's updates, or a webhook takes them.</summary>
    Conflict,

    /// <summary>429: too much; <see cref="BotApiException.RetryAfter"/> says for how long.</summary>
    TooManyRequests,

    /// <summary>5xx, or an answer that is none of the Bot API's.</summary>
    ServerError,

    /// <summary>No answer: no network, a reset connection, or silence. The call may have been carried out.</summary>
    NoAnswer,
}
