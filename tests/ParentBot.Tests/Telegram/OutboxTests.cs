using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class OutboxTests : IAsyncLifetime
{
    private const long Ann = 4711;
    private const long Group = -1001;
    private const string Card = "op:op-k3f9x2ma";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly OutboxDriver _driver = new();

    private ScriptedBot Bot => _driver.Bot;

    public Task InitializeAsync() => _driver.StartAsync();

    public Task DisposeAsync() => _driver.DisposeAsync().AsTask();

    [Fact]
    public async Task Messages_of_a_chat_arrive_in_order_and_are_done_with()
    {
        await _driver.SendAsync(Ann, "one", "two");
        await _driver.SendAsync(Ann, "three");

        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["one", "two", "three"]);
        Bot.Of<SendMessage>().ShouldAllBe(send => send.ChatId == Ann && send.ParseMode == ParseModes.Html);
    }

    [Fact]
    public async Task What_waits_when_the_parent_ends_goes_out_after_its_next_start()
    {
        Bot.Always = _ => ScriptedBot.Failure(BotApiFailure.ServerError);
        await _driver.SendAsync(Ann, "one", "two");
        await _driver.ShowAsync(Group, Card, "look");
        await _driver.UntilAsync(() => Bot.Calls.Count >= 4);
        await _driver.StopAsync();

        _driver.Reopen();
        Bot.Always = null;
        var before = Bot.Calls.Count;
        await _driver.StartAsync();
        await _driver.EmptyAsync();

        Bot.Texts.Skip(before).ShouldBe(["one", "two", "look"], ignoreOrder: true);
        (await _driver.Faces.ListCardsAsync("op:", None)).Single().Message.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_sent_as_the_parent_ends_is_not_sent_again()
    {
        var (under, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Bot.Within = _ =>
        {
            under.TrySetResult();
            return go.Task;
        };
        await _driver.SendAsync(Ann, "one");
        await under.Task;

        var stopped = _driver.StopAsync();
        go.SetResult();
        await stopped;

        (await _driver.Faces.ListOutgoingAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_chat_takes_a_few_at_once_and_then_one_a_second()
    {
        await _driver.SendAsync(Ann, Enumerable.Range(0, 12).Select(i => $"{i}"));

        await _driver.EmptyAsync();

        var times = _driver.TimesOf<SendMessage>();
        times[3].ShouldBeLessThan(TimeSpan.FromSeconds(1));
        for (var i = 4; i < times.Count; i++)
            (times[i] - times[i - 4]).ShouldBeInRange(TimeSpan.FromSeconds(3.8), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_group_takes_twenty_a_minute_edits_included_and_edits_leave_room_for_answers()
    {
        await _driver.ShowAsync(Group, Card, "0");
        await _driver.UntilAsync(() => Bot.Of<SendMessage>().Count == 1);
        for (var i = 1; i <= 58; i++)
        {
            await _driver.ShowAsync(Group, Card, $"{i}");
            await _driver.ForAsync(TimeSpan.FromSeconds(1));
        }

        Bot.Of<EditMessageText>().Count.ShouldBeInRange(8, 13);
        var before = Bot.Calls.Count;
        await _driver.SendAsync(Group, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m");
        await _driver.EmptyAsync();

        Bot.Calls[before + 5].At.ShouldBeLessThan(Bot.Calls[before].At.AddSeconds(1));
        var times = Bot.Calls.Select(call => call.At).ToList();
        for (var i = 20; i < times.Count; i++)
            (times[i] - times[i - 20]).ShouldBeGreaterThan(TimeSpan.FromSeconds(59.5));
    }

    [Fact]
    public async Task Edits_of_a_card_are_three_seconds_apart_and_the_latest_wins()
    {
        await _driver.ShowAsync(Ann, Card, "first");
        await _driver.UntilAsync(() => Bot.Calls.Count == 1);
        await _driver.ShowAsync(Ann, Card, "at once");
        await _driver.UntilAsync(() => Bot.Calls.Count == 2);
        foreach (var look in new[] { "b", "c", "last" })
            await _driver.ShowAsync(Ann, Card, look);

        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["first", "at once", "last"]);
        var edits = _driver.TimesOf<EditMessageText>().ToList();
        (edits[1] - edits[0]).ShouldBeInRange(TimeSpan.FromSeconds(2.8), TimeSpan.FromSeconds(4));
        var card = (await _driver.Faces.ListCardsAsync("op:", None)).Single();
        Bot.Of<EditMessageText>().ShouldAllBe(edit => edit.MessageId == card.Message!.Value);
    }

    [Fact]
    public async Task A_look_that_came_while_the_older_was_on_its_way_follows_as_an_edit()
    {
        var (under, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Bot.Within = _ =>
        {
            under.TrySetResult();
            return go.Task;
        };
        await _driver.ShowAsync(Ann, Card, "old");
        await under.Task;
        await _driver.ShowAsync(Ann, Card, "new");
        go.SetResult();

        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["old", "new"]);
        Bot.Of<EditMessageText>().Single().Text.ShouldBe("new");
    }

    [Fact]
    public async Task Answers_go_before_edits()
    {
        await _driver.ShowAsync(Ann, Card, "look");
        await _driver.UntilAsync(() => Bot.Calls.Count == 1);
        await _driver.ForAsync(TimeSpan.FromSeconds(10));
        await _driver.StopAsync();
        await _driver.ShowAsync(Ann, Card, "edit");
        await _driver.SendAsync(Ann, "one", "two");

        await _driver.StartAsync();
        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["look", "one", "two", "edit"]);
    }

    [Fact]
    public async Task A_card_whose_message_is_gone_is_sent_anew()
    {
        await _driver.ShowAsync(Ann, Card, "one");
        await _driver.EmptyAsync();
        Bot.Fails<EditMessageText>(BotApiFailure.NoSuchMessage);

        await _driver.ShowAsync(Ann, Card, "two");
        await _driver.EmptyAsync();

        Bot.Of<SendMessage>().Select(send => send.Text).ShouldBe(["one", "two"]);
        (await _driver.Faces.ListCardsAsync("op:", None)).Single().Message.ShouldBe(102);
    }
}
