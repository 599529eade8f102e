namespace ParentClaw.TestKit;

/// <summary>
/// The system's clock, so many times faster: for whole hosts and real connections, where nobody could say when to turn
/// a clock by hand. A pause of a minute lasts a second at sixty.
/// </summary>
/// <param name="factor">How many times faster.</param>
public sealed class FastTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _since = System.GetTimestamp();
    private long _skipped;

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        _start + GetElapsedTime(_since, GetTimestamp()) + new TimeSpan(Interlocked.Read(ref _skipped));

    /// <inheritdoc/>
    public override long GetTimestamp() => _since + ((System.GetTimestamp() - _since) * factor);

    /// <summary>
    /// Sets the clock on the wall forward. What waits goes on waiting, as on a computer that slept.
    /// </summary>
    public void Skip(TimeSpan by) => Interlocked.Add(ref _skipped, by.Ticks);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)), this);

    private TimeSpan Shorter(TimeSpan span) => span == Timeout.InfiniteTimeSpan
        ? span
        : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / factor));

    private sealed class FastTimer(ITimer timer, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shorter(dueTime), time.Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
