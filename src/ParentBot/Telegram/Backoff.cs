namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// How long to leave Telegram alone after failures: anything between half a second and twice as much with each of
/// them, 30 seconds at most. Chance keeps those who were cut off together from coming back together.
/// </summary>
internal static class Backoff
{
    /// <summary>The longest of these pauses.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    /// <summary>The pause after so many failures in a row, 1 being the first.</summary>
    public static TimeSpan After(int failures)
    {
        var most = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(failures, 10) - 1)));
        return Shortest + (most - Shortest) * Random.Shared.NextDouble();
    }
}
