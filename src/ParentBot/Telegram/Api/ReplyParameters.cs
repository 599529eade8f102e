namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Which message is answered.</summary>
/// <param name="MessageId">Its number in the same chat.</param>
internal sealed record ReplyParameters(long MessageId)
{
    /// <summary>Whether the answer goes out also where that message is gone; otherwise it is refused.</summary>
    public bool? AllowSendingWithoutReply { get; init; }
}
