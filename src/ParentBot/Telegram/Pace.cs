namespace ParentClaw.ParentBot.Telegram;

/// <summary>So many calls in any stretch of time of a certain length, and no more. Not thread-safe.</summary>
/// <param name="most">How many.</param>
/// <param name="window">How long the stretch is.</param>
internal sealed class Pace(int most, TimeSpan window)
{
    private readonly List<DateTimeOffset> _spent = [];

    /// <summary>When the next call may be made.</summary>
    /// <param name="now">The present moment, the earliest answer.</param>
    /// <param name="spared">How many calls are kept for others.</param>
    public DateTimeOffset Next(DateTimeOffset now, int spared = 0)
    {
        _spent.RemoveAll(at => at + window <= now);
        var allowed = most - spared;
        return _spent.Count < allowed ? now : _spent[^allowed] + window;
    }

    /// <summary>Counts a call.</summary>
    public void Spend(DateTimeOffset now) => _spent.Add(now);
}
