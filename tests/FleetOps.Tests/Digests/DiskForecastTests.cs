using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Digests;

public sealed class DiskForecastTests
{
    [Theory]
    [InlineData("70 72 74 76 78 80 82", 9)]  // two percent a day
    [InlineData("97 98 99", 1)]
    [InlineData("50 50 51 50 51 50 50", null)] // never
    [InlineData("80 78 76 74", null)]          // it empties
    [InlineData("10 11 12 13", null)]          // later than in 30 days
    [InlineData("70 80", null)]                // too few looks
    public void A_disk_that_fills_is_told_when_it_is_full(string percents, int? days)
    {
        var levels = percents.Split(' ')
            .Select((percent, day) => new DiskLevel(Some.Moment.AddDays(day), int.Parse(percent))).ToList();
        (DiskForecast.FullIn(levels) is { } left ? (int?)Math.Round(left.TotalDays) : null).ShouldBe(days);
    }

    [Fact]
    public void Looks_of_a_few_hours_say_nothing() => DiskForecast.FullIn(
        [.. Enumerable.Range(0, 4).Select(hour => new DiskLevel(Some.Moment.AddHours(6 * hour), 80 + hour))])
        .ShouldBeNull();
}
