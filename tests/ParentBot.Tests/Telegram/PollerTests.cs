using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class PollerTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PollerDriver _driver = new();

    private ScriptedBot Bot => _driver.Bot;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _driver.DisposeAsync().AsTask();

    [Fact]
    public async Task It_takes_the_webhook_away_keeping_what_waits_and_learns_who_it_is()
    {
        await _driver.StartAsync();
        await PollsAsync(1);

        Bot.Calls.Take(3).Select(call => call.Request).ShouldBe(
        [
            new DeleteWebhook { DropPendingUpdates = false }, new GetMe(), Bot.Calls[2].Request,
        ]);
        await _driver.Self.KnownAsync(None);
        _driver.Self.User!.Username.ShouldBe("marvin_bot");
        var poll = _driver.Polls[0];
        (poll.Offset, poll.Limit, poll.Timeout).ShouldBe((null, 100, 50));
        poll.AllowedUpdates.ShouldBe(["message", "callback_query", "my_chat_member"]);
    }

    [Fact]
    public async Task It_goes_on_from_where_the_store_stands()
    {
        await _driver.Faces.CommitAsync(new FaceChange { Offset = 41 }, None);
        await _driver.StartAsync();
        await PollsAsync(1);
        _driver.Polls[0].Offset.ShouldBe(41);

        _driver.Gives(41, 42);
        await PollsAsync(2);

        _driver.Polls[1].Offset.ShouldBe(43);
        _driver.Taken.ShouldBe([41, 42]);
        (await _driver.Faces.FindOffsetAsync(None)).ShouldBe(43);
    }

    [Fact]
    public async Task Ids_that_begin_anew_lower_are_followed()
    {
        await _driver.StartAsync();
        _driver.Gives(9_000);
        _driver.Gives(12, 13);
        await PollsAsync(3);

        _driver.Taken.ShouldBe([9_000, 12, 13]);
        _driver.Polls[2].Offset.ShouldBe(14);
    }

    [Fact]
    public async Task A_poisoned_update_is_passed_over_and_its_neighbours_are_not()
    {
        _driver.Breaks = update => update.UpdateId == 2 ? new InvalidOperationException("poison") : null;
        await _driver.StartAsync();
        _driver.Gives(1, 2, 3);
        await PollsAsync(2);

        _driver.Taken.ShouldBe([1, 3]);
        _driver.Polls[1].Offset.ShouldBe(4);
        _driver.Told.ShouldContain("Error: Update 2 cannot be taken in and is passed over");
        (await _driver.Faces.CommitAsync(
            new FaceChange { Received = [new ReceivedUpdate(2, Some.Moment, 1, "x")] }, None)).Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_is_passed_over()
    {
        await _driver.StartAsync();
        _driver.Gives([new Update(1), new Update(2) { Fault = "no number" }]);
        await PollsAsync(2);

        _driver.Taken.ShouldBe([1]);
        _driver.Polls[1].Offset.ShouldBe(3);
    }

    [Fact]
    public async Task While_the_store_fails_the_same_updates_are_asked_for_again()
    {
        _driver.Breaks = _ => new FleetException(FailureReason.StoreFailed, "The disk is full.");
        await _driver.StartAsync();
        _driver.Gives(1);
        _driver.Gives(1);
        await _driver.UntilAsync(
            () => _driver.Told.Count(line => line.Contains("asked for again")) == 2, TimeSpan.FromSeconds(30));
        _driver.Breaks = _ => null;
        _driver.Gives(1);
        await _driver.UntilAsync(() => _driver.Taken.Count == 1, TimeSpan.FromMinutes(1));

        _driver.Polls.Take(3).ShouldAllBe(poll => poll.Offset == null);
    }

    [Theory]
    [InlineData(nameof(BotApiFailure.NoAnswer), 0.5, 31)]
    [InlineData(nameof(BotApiFailure.ServerError), 0.5, 31)]
    [InlineData(nameof(BotApiFailure.Conflict), 30, 61)]
    [InlineData(nameof(BotApiFailure.Unauthorized), 60, 61)]
    [InlineData(nameof(BotApiFailure.TooManyRequests), 240, 241)]
    public async Task Each_failure_has_its_pause_and_polling_goes_on(string failure, double least, double most)
    {
        await _driver.StartAsync();
        await PollsAsync(1);
        var failing = Enum.Parse<BotApiFailure>(failure);
        Bot.Always = request =>
            request is GetUpdates ? ScriptedBot.Failure(failing, TimeSpan.FromSeconds(240)) : null;
        _driver.Gives(1);
        await _driver.UntilAsync(() => _driver.Polls.Count == 7, TimeSpan.FromMinutes(30));
        Bot.Always = null;
        _driver.Gives(2);
        await _driver.UntilAsync(() => _driver.Taken.Count == 2, TimeSpan.FromMinutes(5));

        var times = Bot.Calls.Where(call => call.Request is GetUpdates).Select(call => call.At).Skip(1).ToList();
        for (var i = 1; i < 6; i++)
            (times[i] - times[i - 1]).TotalSeconds.ShouldBeInRange(least - 0.2, most);
        _driver.Watchdog.IsAlive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_conflict_is_told_once_and_says_which_bot_and_what_to_do()
    {
        await _driver.StartAsync();
        await PollsAsync(1);
        for (var i = 0; i < 3; i++)
            Bot.Fails<GetUpdates>(BotApiFailure.Conflict);
        _driver.Gives(1);
        await _driver.UntilAsync(() => _driver.Polls.Count == 5, TimeSpan.FromMinutes(5));

        var told = _driver.Told.Where(line => line.StartsWith("Error")).ShouldHaveSingleItem();
        told.ShouldContain("@marvin_bot");
        told.ShouldContain("@BotFather");
        Bot.Of<DeleteWebhook>().Count.ShouldBe(4); // what conflicts may be a webhook
    }

    [Fact]
    public async Task Two_that_win_in_turns_are_one_conflict()
    {
        await _driver.StartAsync();
        await PollsAsync(1);
        for (var turn = 0; turn < 3; turn++)
        {
            var before = _driver.Polls.Count;
            Bot.Fails<GetUpdates>(BotApiFailure.Conflict);
            _driver.Gives(1);
            await _driver.UntilAsync(() => _driver.Polls.Count >= before + 2, TimeSpan.FromMinutes(5));
        }

        _driver.Told.Count(line => line.StartsWith("Error")).ShouldBe(1);
    }

    [Fact]
    public async Task A_bot_that_cannot_be_reached_at_the_start_is_asked_until_it_can()
    {
        Bot.Fails<DeleteWebhook>(BotApiFailure.NoAnswer);
        Bot.Fails<GetMe>(BotApiFailure.ServerError);
        await _driver.StartAsync();

        await _driver.UntilAsync(() => _driver.Polls.Count == 1, TimeSpan.FromMinutes(2));

        Bot.Of<DeleteWebhook>().Count.ShouldBe(3);
    }

    private Task PollsAsync(int count) => PollerDriver.UntilAsync(() => _driver.Polls.Count == count);
}
