using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Digests;

/// <summary>When a data disk will be full, if it goes on as it did. Pure.</summary>
public static class DiskForecast
{
    /// <summary>How far back the looks go that count.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(14);

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);
    private static readonly TimeSpan LeastSpan = TimeSpan.FromDays(1);

    /// <summary>
    /// The time from the last look until the disk is full, by the straight line through all looks (least squares); null
    /// where it does not fill, or not within 30 days, or where the looks are too few to say.
    /// </summary>
    /// <param name="levels">The looks, oldest first.</param>
    public static TimeSpan? FullIn(IReadOnlyList<DiskLevel> levels)
    {
        if (levels.Count < 3 || levels[^1].At - levels[0].At < LeastSpan)
            return null;

        var days = levels.Select(level => (level.At - levels[0].At).TotalDays).ToList();
        var (meanDay, meanPercent) = (days.Average(), levels.Average(level => level.Percent));
        var spread = days.Sum(day => (day - meanDay) * (day - meanDay));
        var slope = days.Zip(levels, (day, level) => (day - meanDay) * (level.Percent - meanPercent)).Sum() / spread;
        if (slope <= 0)
            return null;

        var left = (100 - levels[^1].Percent) / slope;
        return left <= Horizon.TotalDays ? TimeSpan.FromDays(left) : null;
    }
}
