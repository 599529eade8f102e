namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Changes a text, and the buttons beneath it: without <see cref="ReplyMarkup"/> they are taken away.
/// </summary>
/// <param name="ChatId">Where the message is.</param>
/// <param name="MessageId">Which message; one of the bot's own.</param>
/// <param name="Text">1 to <see cref="MessageLimits.Text"/> UTF-16 units after entities.</param>
internal sealed record EditMessageText(long ChatId, long MessageId, string Text) : BotRequest<Message>
{
    /// <inheritdoc/>
    public override string Method => "editMessageText";

    /// <summary>How the text is marked up, <see cref="ParseModes.Html"/>; null for not at all.</summary>
    public string? ParseMode { get; init; }

    /// <summary>What in the text is marked up, instead of a parse mode.</summary>
    public IReadOnlyList<MessageEntity>? Entities { get; init; }

    /// <summary>Whether a link in the text unfolds beneath it; as Telegram likes where null.</summary>
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }

    /// <summary>The buttons from now on; null for none.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}
