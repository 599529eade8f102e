using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class PollWatchdogTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PollerDriver _driver = new();

    private ScriptedBot Bot => _driver.Bot;

    public async Task InitializeAsync()
    {
        await _driver.StartAsync();
        await PollerDriver.UntilAsync(() => _driver.Polls.Count == 1);
    }

    public Task DisposeAsync() => _driver.DisposeAsync().AsTask();

    [Fact]
    public async Task A_poll_that_hangs_is_ended_and_made_anew()
    {
        await MinutesAsync(3);
        _driver.Polls.Count.ShouldBe(1);

        _driver.Time.Advance(TimeSpan.FromMinutes(1));
        await PollerDriver.UntilAsync(() => _driver.Polls.Count == 2);

        _driver.Watchdog.IsAlive.ShouldBeTrue();
        _driver.Gives(7);
        await PollerDriver.UntilAsync(() => _driver.Taken.Count == 1);
    }

    [Fact]
    public async Task Polls_that_bring_nothing_while_telegram_holds_updates_begin_anew_from_the_oldest()
    {
        _driver.Gives(500);
        await PollerDriver.UntilAsync(() => _driver.Polls.Count == 2);
        await _driver.Watchdog.LookAsync(None);
        _driver.Pending = 3;

        await _driver.Watchdog.LookAsync(None);
        _driver.Gives();
        await PollerDriver.UntilAsync(() => _driver.Polls.Count == 3);
        _driver.Polls[2].Offset.ShouldBe(501);
        await _driver.Watchdog.LookAsync(None);
        _driver.Told.ShouldContain(line => line.Contains("holds 3 updates"));
        _driver.Gives();
        await PollerDriver.UntilAsync(() => _driver.Polls.Count == 4);

        _driver.Polls[3].Offset.ShouldBeNull();
        Bot.Of<DeleteWebhook>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Updates_that_come_are_no_ground_for_suspicion()
    {
        _driver.Pending = 3;
        for (var look = 0; look < 6; look++)
        {
            _driver.Gives(look);
            await PollerDriver.UntilAsync(() => _driver.Polls.Count == look + 2); // the last one has ended then
            await _driver.Watchdog.LookAsync(None);
        }

        Bot.Of<GetWebhookInfo>().ShouldBeEmpty();
        await _driver.Watchdog.LookAsync(None);
        Bot.Of<GetWebhookInfo>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_poller_that_does_not_turn_at_all_is_not_alive()
    {
        var stuck = new TaskCompletionSource();
        Bot.Within = request => request is GetUpdates ? stuck.Task : Task.CompletedTask;
        _driver.Gives();
        await PollerDriver.UntilAsync(() => _driver.Polls.Count == 2);

        await MinutesAsync(6);
        _driver.Watchdog.IsAlive.ShouldBeTrue();
        await MinutesAsync(1);

        _driver.Watchdog.IsAlive.ShouldBeFalse();
        stuck.SetResult();
    }

    // The dog looks once a minute, and each look is over before the next.
    private async Task MinutesAsync(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            await PollerDriver.UntilAsync(() => _driver.Time.Waiting > 0);
            _driver.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
