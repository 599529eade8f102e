namespace ParentClaw.ParentBot.Telegram;

/// <summary>Waits for a moment of a clock.</summary>
internal static class Waiting
{
    // A timer's length has a limit; who waits looks again anyway.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Task.Delay cuts off what is finer than this, and would end just before the moment, again and again.
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits until the moment has come, a day at most, or a day where there is none.</summary>
    public static Task UntilAsync(this TimeProvider time, DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        var wait = moment - time.GetUtcNow() + Finest ?? Longest;
        return Task.Delay(wait < Finest ? Finest : wait > Longest ? Longest : wait, time, cancellationToken);
    }
}
