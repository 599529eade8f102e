namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A call of the Bot API failed.</summary>
/// <param name="failure">In which way.</param>
/// <param name="message">What Telegram or the network said; without the token.</param>
/// <param name="inner">What lies beneath.</param>
internal sealed class BotApiException(BotApiFailure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>In which way.</summary>
    public BotApiFailure Failure { get; } = failure;

    /// <summary>How long Telegram wants to be left alone; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The supergroup that the group became; null where it did not.</summary>
    public long? MigratedTo { get; init; }
}
