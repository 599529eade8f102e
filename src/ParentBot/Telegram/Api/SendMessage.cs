namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Sends a text.</summary>
/// <param name="ChatId">Where to: a person's id, or a group's, which is negative.</param>
/// <param name="Text">1 to <see cref="MessageLimits.Text"/> UTF-16 units after entities.</param>
internal sealed record SendMessage(long ChatId, string Text) : BotRequest<Message>
{
    /// <inheritdoc/>
    public override string Method => "sendMessage";

    /// <summary>How the text is marked up, <see cref="ParseModes.Html"/>; null for not at all.</summary>
    public string? ParseMode { get; init; }

    /// <summary>What in the text is marked up, instead of a parse mode.</summary>
    public IReadOnlyList<MessageEntity>? Entities { get; init; }

    /// <summary>Whether a link in the text unfolds beneath it; as Telegram likes where null.</summary>
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }

    /// <summary>Whether it arrives without a sound.</summary>
    public bool? DisableNotification { get; init; }

    /// <summary>The message it answers.</summary>
    public ReplyParameters? ReplyParameters { get; init; }

    /// <summary>Buttons beneath it, or the wish for an answer.</summary>
    public ReplyMarkup? ReplyMarkup { get; init; }
}
