using FsCheck;
using FsCheck.Fluent;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class PaceTests
{
    [Fact]
    public void No_stretch_of_the_window_ever_holds_more_and_none_waits_without_need()
    {
        var gaps = Gen.Choose(0, 2_000).Select(ms => TimeSpan.FromMilliseconds(ms)).ArrayOf();

        Prop.ForAll(gaps.ToArbitrary(), Keeps).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_spared_is_left_for_others()
    {
        var pace = new Pace(3, TimeSpan.FromSeconds(10));
        pace.Spend(Some.Moment);
        pace.Spend(Some.Moment.AddSeconds(1));

        pace.Next(Some.Moment.AddSeconds(2), spared: 1).ShouldBe(Some.Moment.AddSeconds(10));
        pace.Next(Some.Moment.AddSeconds(2)).ShouldBe(Some.Moment.AddSeconds(2));
    }

    [Fact]
    public void A_pause_after_failures_grows_and_stays_within_its_bounds()
    {
        foreach (var failures in Enumerable.Range(1, 100))
            Backoff.After(failures).TotalSeconds.ShouldBeInRange(0.5, Math.Min(30, Math.Pow(2, failures - 1)));
    }

    private static bool Keeps(TimeSpan[] gaps)
    {
        const int most = 5;
        var (pace, window, now) = (new Pace(most, TimeSpan.FromSeconds(3)), TimeSpan.FromSeconds(3), Some.Moment);
        var calls = new List<DateTimeOffset>();
        foreach (var gap in gaps)
        {
            now += gap;
            var at = pace.Next(now);
            at.ShouldBe(calls.Count < most || calls[^most] + window <= now ? now : calls[^most] + window);
            now = at;
            pace.Spend(now);
            calls.Add(now);
        }

        return true;
    }
}
