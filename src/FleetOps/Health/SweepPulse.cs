namespace ParentClaw.FleetOps.Health;

/// <summary>
/// When the watch last showed that it goes on: at the beginning and the end of each sweep, good or bad.
/// </summary>
public sealed class SweepPulse(TimeProvider time)
{
    private long _ticks = time.GetUtcNow().UtcTicks;

    /// <summary>The last beat; before the first sweep, the start of the process.</summary>
    public DateTimeOffset Last => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>A sweep begins or has ended.</summary>
    public void Beat() => Interlocked.Exchange(ref _ticks, time.GetUtcNow().UtcTicks);
}
