using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.TestKit;

public sealed class ManualTimeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_clock_stands_until_it_is_moved()
    {
        var before = _time.GetUtcNow();

        _time.Advance(TimeSpan.FromMinutes(2));

        _time.GetUtcNow().ShouldBe(before.AddMinutes(2));
        _time.GetElapsedTime(before.UtcTicks).ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _time);
        _time.Advance(TimeSpan.FromSeconds(9));
        delay.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));

        await delay;
        _time.Waiting.ShouldBe(0);
    }

    [Fact]
    public void Timers_fire_in_order_and_see_the_moment_at_which_they_were_due()
    {
        var start = _time.GetUtcNow();
        var fired = new List<(string Name, double Seconds)>();
        using var late = Timer("late", 5, Timeout.Infinite);
        using var periodic = Timer("periodic", 2, 2);

        _time.Advance(TimeSpan.FromSeconds(6));

        fired.ShouldBe([("periodic", 2), ("periodic", 4), ("late", 5), ("periodic", 6)]);

        ITimer Timer(string name, int due, int period) => _time.CreateTimer(
            _ => fired.Add((name, (_time.GetUtcNow() - start).TotalSeconds)),
            null,
            TimeSpan.FromSeconds(due),
            period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }

    [Fact]
    public void A_disposed_or_changed_timer_does_not_fire_as_it_was_set_before()
    {
        var fired = 0;
        var second = TimeSpan.FromSeconds(1);
        var disposed = _time.CreateTimer(_ => fired += 1, null, second, Timeout.InfiniteTimeSpan);
        using var changed = _time.CreateTimer(_ => fired += 10, null, second, Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));
        fired.ShouldBe(0);

        _time.Advance(TimeSpan.FromSeconds(3));
        fired.ShouldBe(10);
    }
}
