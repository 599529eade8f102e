using ParentClaw.FleetOps.Digests;

namespace ParentClaw.FleetOps.Tests.Digests;

public sealed class DigestTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("daily 08:30", "0 30 8 ? * *", DigestKind.Daily)]
    [InlineData("  \"Daily 8:05\" ", "0 5 8 ? * *", DigestKind.Daily)]
    [InlineData("weekly fri 17:00", "0 0 17 ? * FRI", DigestKind.Weekly)]
    [InlineData("weekly Sunday 18:00", "0 0 18 ? * SUN", DigestKind.Weekly)]
    [InlineData("0 30 8 ? * mon-fri", "0 30 8 ? * MON-FRI", DigestKind.Custom)]
    public void Times_are_read_as_people_write_them(string text, string cron, DigestKind kind)
    {
        DigestTimes.TryRead(text, out var read, out var readKind).ShouldBeTrue();
        (read, readKind).ShouldBe((cron, kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("daily 25:00")]
    [InlineData("weekly s 17:00")]
    [InlineData("weekly someday 17:00")]
    [InlineData("hourly")]
    [InlineData("* * * ? * *")]
    [InlineData("0 * * ? * *")]
    [InlineData("0 61 8 ? * *")]
    public void What_says_no_times_is_refused(string text) => DigestTimes.TryRead(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void What_everybody_begins_with_is_what_the_words_mean()
    {
        DigestTimes.TryRead("daily 09:00", out var daily, out _);
        DigestTimes.TryRead("weekly sun 18:00", out var weekly, out _);
        (daily, weekly).ShouldBe((DigestTimes.Daily, DigestTimes.Weekly));
    }

    [Theory]
    [InlineData("0 0 9 ? * *", "2026-11-20T07:59Z", "2026-11-20T08:00Z")]
    [InlineData("0 0 9 ? * *", "2026-11-20T08:00Z", "2026-11-21T08:00Z")]
    [InlineData("0 0 18 ? * SUN", "2026-11-20T08:00Z", "2026-11-22T17:00Z")]
    [InlineData("0 0 9 ? * *", "2026-03-28T09:00Z", "2026-03-29T07:00Z")] // the first in summer time
    [InlineData("0 0 9 ? * *", "2026-10-24T08:00Z", "2026-10-25T08:00Z")] // the first in winter time
    [InlineData("0 30 2 ? * *", "2026-03-28T02:00Z", "2026-03-29T01:30Z")] // left out: an hour later
    [InlineData("0 30 2 ? * *", "2026-03-29T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("0 30 2 ? * *", "2026-10-24T01:00Z", "2026-10-25T00:30Z")] // there twice: the first
    [InlineData("0 30 2 ? * *", "2026-10-25T00:30Z", "2026-10-26T01:30Z")] // and not the second
    public void The_next_one_is_that_of_the_member_s_day(string cron, string after, string next) =>
        DigestTimes.Next(cron, Berlin, DateTimeOffset.Parse(after)).ShouldBe(DateTimeOffset.Parse(next));

    [Fact]
    public void Through_a_year_of_Berlin_there_is_one_a_day()
    {
        foreach (var cron in new[] { "0 30 2 ? * *", "0 0 9 ? * *", "0 0 3 ? * *" })
        {
            var days = new HashSet<DateOnly>();
            var at = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
            for (var i = 0; i < 365; i++)
            {
                at = DigestTimes.Next(cron, Berlin, at)!.Value;
                days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Berlin).DateTime)).ShouldBeTrue();
            }

            days.Count.ShouldBe(365);
            days.Max().ShouldBe(new DateOnly(2027, 1, 1));
        }
    }

    [Theory]
    [InlineData("2026-11-20T07:59Z", null)]
    [InlineData("2026-11-20T08:00Z", "2026-11-20T08:00Z")]
    [InlineData("2026-11-23T12:00Z", "2026-11-23T08:00Z")]
    public void Of_those_that_were_missed_the_last_is_due(string now, string? due) =>
        DigestTimes.LastDue(DigestTimes.Daily, Berlin, DateTimeOffset.Parse("2026-11-19T08:00Z"),
            DateTimeOffset.Parse(now)).ShouldBe(due is null ? null : DateTimeOffset.Parse(due));
}
