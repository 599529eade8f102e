using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class OutboxFailureTests : IAsyncLifetime
{
    private const long Ann = 4711;
    private const long Ben = 4712;
    private const long Group = -1001;
    private const string Card = "incident:12";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly OutboxDriver _driver = new();

    private ScriptedBot Bot => _driver.Bot;

    public Task InitializeAsync() => _driver.StartAsync();

    public Task DisposeAsync() => _driver.DisposeAsync().AsTask();

    [Theory]
    [InlineData(nameof(BotApiFailure.ServerError))]
    [InlineData(nameof(BotApiFailure.NoAnswer))]
    [InlineData(nameof(BotApiFailure.Unauthorized))]
    [InlineData(nameof(BotApiFailure.Conflict))]
    [InlineData(nameof(BotApiFailure.TooManyRequests))]
    [InlineData(nameof(BotApiFailure.Forbidden))]
    [InlineData(nameof(BotApiFailure.NoSuchChat))]
    [InlineData(nameof(BotApiFailure.BadEntities))]
    [InlineData(nameof(BotApiFailure.BadRequest))]
    [InlineData(nameof(BotApiFailure.TooLong))]
    [InlineData(nameof(BotApiFailure.Migrated))]
    public async Task No_failure_of_a_message_loses_it_or_turns_the_order(string name)
    {
        var failure = Enum.Parse<BotApiFailure>(name);
        Bot.Fails<SendMessage>(failure, migratedTo: failure == BotApiFailure.Migrated ? -2002 : null);
        await _driver.SendAsync(Group, "one", "two");
        if (failure == BotApiFailure.Migrated)
            _driver.Knows(-2002);

        await _driver.UntilAsync(() => Bot.Texts.Count == 3, TimeSpan.FromHours(2), TimeSpan.FromSeconds(1));
        await _driver.EmptyAsync();

        Bot.Texts.Count.ShouldBe(3);
        Bot.Texts.ShouldBe(["one", "one", "two"]);
    }

    [Theory]
    [InlineData(nameof(BotApiFailure.ServerError))]
    [InlineData(nameof(BotApiFailure.NoAnswer))]
    [InlineData(nameof(BotApiFailure.TooManyRequests))]
    [InlineData(nameof(BotApiFailure.BadEntities))]
    [InlineData(nameof(BotApiFailure.TooLong))]
    [InlineData(nameof(BotApiFailure.NotModified))]
    public async Task No_failure_of_an_edit_leaves_an_older_look(string name)
    {
        var failure = Enum.Parse<BotApiFailure>(name);
        await _driver.ShowAsync(Ann, Card, "one");
        await _driver.EmptyAsync();
        Bot.Fails<EditMessageText>(failure);

        await _driver.ShowAsync(Ann, Card, "two");
        await _driver.EmptyAsync();

        Bot.Of<EditMessageText>().ShouldAllBe(edit => edit.Text == "two");
        Bot.Of<EditMessageText>().Count.ShouldBe(failure == BotApiFailure.NotModified ? 1 : 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(240)]
    public async Task A_chat_is_left_alone_for_as_long_as_telegram_asks_and_others_are_not(int seconds)
    {
        Bot.Fails<SendMessage>(BotApiFailure.TooManyRequests, TimeSpan.FromSeconds(seconds));
        await _driver.SendAsync(Ann, "one", "two");
        await _driver.UntilAsync(() => Bot.Calls.Count == 1);
        await _driver.SendAsync(Ben, "hello");
        _driver.Outbox.Release(Ann); // writing there is no reason to disobey
        await _driver.UntilAsync(() => Bot.Calls.Count == 2);
        Bot.Of<SendMessage>()[1].ChatId.ShouldBe(Ben);

        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["one", "hello", "one", "two"]);
        (Bot.Calls[2].At - Bot.Calls[0].At).TotalSeconds.ShouldBeInRange(seconds - 0.1, seconds + 1);
    }

    [Fact]
    public async Task After_ten_minutes_without_network_everything_arrives_and_few_attempts_were_made()
    {
        Bot.Always = _ => ScriptedBot.Failure(BotApiFailure.NoAnswer);
        foreach (var chat in Enumerable.Range(1, 20))
            await _driver.SendAsync(chat, "one", "two");
        await _driver.ForAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(500));
        var attempts = Bot.Calls.Count;
        attempts.ShouldBeLessThan(20 + 600 / 4);

        Bot.Always = null;
        await _driver.EmptyAsync(TimeSpan.FromMinutes(1));

        foreach (var chat in Enumerable.Range(1, 20))
            Bot.Of<SendMessage>().Skip(attempts).Where(send => send.ChatId == chat).Select(send => send.Text)
                .ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_group_that_moved_is_written_to_where_it_is_now()
    {
        await _driver.ShowAsync(Group, Card, "one");
        await _driver.EmptyAsync();
        Bot.Always = request => request is EditMessageText { ChatId: Group } or SendMessage { ChatId: Group }
            ? ScriptedBot.Failure(BotApiFailure.Migrated, migratedTo: -2002)
            : null;
        Bot.Fails<EditMessageText>(BotApiFailure.NoSuchMessage);

        await _driver.ShowAsync(Group, Card, "two");
        await _driver.SendAsync(Group, "three");
        _driver.Knows(-2002);
        await _driver.EmptyAsync();

        var arrived = Bot.Of<SendMessage>().Where(send => send.ChatId == -2002).Select(send => send.Text);
        arrived.ShouldBe(["two", "three"], ignoreOrder: true);
        (await _driver.Faces.ListCardsAsync("incident:", None)).Single().Chat.ShouldBe(-2002);
    }
}
