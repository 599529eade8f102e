namespace ParentClaw.FleetOps.Storage;

/// <summary>Times as the store keeps them: whole microseconds since 1970, UTC.</summary>
internal static class Micros
{
    /// <summary>The moment as stored; what is finer than a microsecond is cut off.</summary>
    public static long ToMicros(this DateTimeOffset moment) =>
        Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond).Quotient;

    /// <summary>The stored moment.</summary>
    public static DateTimeOffset FromMicros(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
