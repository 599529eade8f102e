namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Changes the buttons beneath a message and nothing else.</summary>
/// <param name="ChatId">Where the message is.</param>
/// <param name="MessageId">Which message; one of the bot's own.</param>
internal sealed record EditMessageReplyMarkup(long ChatId, long MessageId) : BotRequest<Message>
{
    /// <inheritdoc/>
    public override string Method => "editMessageReplyMarkup";

    /// <summary>The buttons from now on; null for none.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}
