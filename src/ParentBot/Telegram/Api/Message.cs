namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A message. Of its many fields those that the parent reads.</summary>
/// <param name="MessageId">Its number within the chat.</param>
/// <param name="Date">
/// When it was sent; 1970 for one that the bot can see no more, which has a number and a chat only.
/// </param>
/// <param name="Chat">Where it is.</param>
internal sealed record Message(long MessageId, DateTimeOffset Date, Chat Chat)
{
    /// <summary>Who sent it; null in channels.</summary>
    public User? From { get; init; }

    /// <summary>
    /// On whose behalf it was sent: a group's anonymous administrator or a channel, then From is a stand-in.
    /// </summary>
    public Chat? SenderChat { get; init; }

    /// <summary>When it was last changed; null for never.</summary>
    public DateTimeOffset? EditDate { get; init; }

    /// <summary>What it says, without any markup; null for pictures and the like.</summary>
    public string? Text { get; init; }

    /// <summary>What in the text is marked up or a link.</summary>
    public IReadOnlyList<MessageEntity>? Entities { get; init; }

    /// <summary>What stands beneath a picture or file.</summary>
    public string? Caption { get; init; }

    /// <summary>The file it carries.</summary>
    public Document? Document { get; init; }

    /// <summary>The message it answers.</summary>
    public Message? ReplyToMessage { get; init; }

    /// <summary>The supergroup that this group has become.</summary>
    public long? MigrateToChatId { get; init; }

    /// <summary>The group that this supergroup was.</summary>
    public long? MigrateFromChatId { get; init; }

    /// <summary>The buttons beneath it.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}
