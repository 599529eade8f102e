namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Deletes a message: one of the bot's own, or any in a private chat, none older than 48 hours. In a group the bot
/// deletes those of others only as an administrator.
/// </summary>
/// <param name="ChatId">Where the message is.</param>
/// <param name="MessageId">Which message.</param>
internal sealed record DeleteMessage(long ChatId, long MessageId) : BotRequest<bool>
{
    /// <inheritdoc/>
    public override string Method => "deleteMessage";
}
