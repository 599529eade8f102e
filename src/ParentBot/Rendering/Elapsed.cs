namespace ParentClaw.ParentBot.Rendering;

/// <summary>Durations as people read them while they wait.</summary>
internal static class Elapsed
{
    /// <summary>
    /// <c>8 s</c>, <c>2 min 05 s</c>, <c>1 h 07 min</c>; nothing is ever negative, clocks may be set back.
    /// </summary>
    public static string Text(TimeSpan elapsed) => elapsed switch
    {
        _ when elapsed < TimeSpan.Zero => "0 s",
        { TotalMinutes: < 1 } => $"{(int)elapsed.TotalSeconds} s",
        { TotalHours: < 1 } => $"{elapsed.Minutes} min {elapsed.Seconds:00} s",
        _ => $"{(int)elapsed.TotalHours} h {elapsed.Minutes:00} min",
    };
}
