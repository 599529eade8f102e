using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class WhenTextTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 13, 0, 0, TimeSpan.Zero); // 14:00 in Berlin

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("90min", 90)]
    [InlineData("1h", 60)]
    [InlineData("1H30m", 90)]
    [InlineData("2d", 2880)]
    public void Durations_are_read(string text, int minutes)
    {
        WhenText.TryReadDuration(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0m")]
    [InlineData("-1h")]
    [InlineData("h")]
    [InlineData("1.5h")]
    [InlineData("500d")]
    [InlineData("99999999999h")]
    public void What_is_no_duration_is_refused(string text) => WhenText.TryReadDuration(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("now", "2026-11-20T13:00Z")]
    [InlineData("2h", "2026-11-20T15:00Z")]
    [InlineData("14:01", "2026-11-20T13:01Z")]
    [InlineData("14:00", "2026-11-21T13:00Z")]
    [InlineData("8:00", "2026-11-21T07:00Z")]
    [InlineData("2026-12-24T18:30", "2026-12-24T17:30Z")]
    [InlineData("2027-07-01", "2027-06-30T22:00Z")]
    public void Moments_are_those_of_the_person_s_day(string text, string expected)
    {
        WhenText.TryReadMoment(text, Now, Berlin, out var moment).ShouldBeTrue();
        moment.ShouldBe(DateTimeOffset.Parse(expected));
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("tomorrow")]
    [InlineData("2026-13-01")]
    public void What_is_no_moment_is_refused(string text) =>
        WhenText.TryReadMoment(text, Now, Berlin, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30Z")] // left out: the clocks jump from 2 to 3
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30Z")] // there twice: the first
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00Z")]
    public void A_change_of_clocks_leaves_no_doubt(string text, string expected)
    {
        WhenText.TryReadMoment(text, Now, Berlin, out var moment).ShouldBeTrue();
        moment.ShouldBe(DateTimeOffset.Parse(expected));
    }

    [Fact]
    public void Moments_are_said_in_the_person_s_day()
    {
        WhenText.Say(Now, Berlin).ShouldBe("20 Nov 14:00");
        WhenText.Say(Now, TimeZoneInfo.Utc).ShouldBe("20 Nov 13:00 UTC");
    }
}
