namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Asks for what happened, and waits for it. An offset says that everything before it was taken; Telegram then forgets
/// it.
/// </summary>
internal sealed record GetUpdates : BotRequest<IReadOnlyList<Update>>
{
    // A long poll ends when its time is up, and then the answer has to come through.
    private static readonly TimeSpan Way = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override string Method => "getUpdates";

    /// <summary>The timeout and ten seconds for the way.</summary>
    public override TimeSpan Patience => TimeSpan.FromSeconds(Timeout) + Way;

    /// <summary>
    /// The first update wanted, one above the last that was taken; null for the oldest that Telegram holds.
    /// </summary>
    public long? Offset { get; init; }

    /// <summary>How many at most, 1 to 100; null for 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Seconds to wait for an update where there is none; 0 answers at once.</summary>
    public int Timeout { get; init; }

    /// <summary>
    /// The kinds of updates wanted, as <c>message</c> and <c>callback_query</c>; null for those of the call before.
    /// </summary>
    public IReadOnlyList<string>? AllowedUpdates { get; init; }
}
