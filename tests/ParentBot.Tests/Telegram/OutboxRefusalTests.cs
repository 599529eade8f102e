using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class OutboxRefusalTests : IAsyncLifetime
{
    private const long Ann = 4711;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly OutboxDriver _driver = new();

    private ScriptedBot Bot => _driver.Bot;

    public Task InitializeAsync() => _driver.StartAsync();

    public Task DisposeAsync() => _driver.DisposeAsync().AsTask();

    [Fact]
    public async Task What_cannot_be_parsed_arrives_as_plain_text()
    {
        var body = new MessageBody("<b>broken", "broken");
        await _driver.CommitAsync(
            new FaceChange { Outgoing = [new OutgoingItem(Ann, OutgoingKind.Message, body.ToBody())] });

        await _driver.EmptyAsync();

        var sent = Bot.Of<SendMessage>()[^1];
        (sent.ParseMode, sent.Text).ShouldBe((null, "broken"));
    }

    [Fact]
    public async Task What_is_too_long_arrives_as_a_file()
    {
        var text = new string('x', 5_000);
        await _driver.SendAsync(Ann, text);

        await _driver.EmptyAsync();

        var sent = Bot.Of<SendDocument>().Single();
        System.Text.Encoding.UTF8.GetString(sent.Document.Content.Span).ShouldBe(text);
        sent.Caption!.Length.ShouldBeLessThan(MessageLimits.Caption);
    }

    [Fact]
    public async Task What_telegram_refuses_in_every_form_is_given_up_and_blocks_nothing()
    {
        Bot.Fails<SendMessage>(BotApiFailure.BadRequest);
        Bot.Fails<SendMessage>(BotApiFailure.BadRequest);
        await _driver.SendAsync(Ann, "bad", "good");

        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["bad", "bad", "good"]);
        var told = (await _driver.Fleet.ListEventsAsync(claw: null, 9, None)).Single();
        (told.Kind, told.Outcome).ShouldBe(("telegram", "failed"));
        told.Text.ShouldContain("4711");
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_given_up_and_blocks_nothing()
    {
        await _driver.CommitAsync(
            new FaceChange { Outgoing = [new OutgoingItem(Ann, OutgoingKind.Message, "{\"html\":")] });
        await _driver.SendAsync(Ann, "good");

        await _driver.EmptyAsync();

        Bot.Texts.ShouldBe(["good"]);
    }

    [Fact]
    public async Task A_message_that_is_gone_already_counts_as_deleted()
    {
        Bot.Fails<DeleteMessage>(BotApiFailure.NoSuchMessage);
        await _driver.CommitAsync(
            new FaceChange { Outgoing = [new OutgoingItem(Ann, OutgoingKind.Delete, "") { Message = 9 }] });

        await _driver.EmptyAsync();

        Bot.Of<DeleteMessage>().Single().MessageId.ShouldBe(9);
        (await _driver.Fleet.ListEventsAsync(claw: null, 9, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_takes_waits_until_the_chat_is_heard_of()
    {
        Bot.Always = _ => ScriptedBot.Failure(BotApiFailure.Forbidden);
        await _driver.SendAsync(Ann, "one");
        await _driver.ForAsync(TimeSpan.FromHours(3.5), TimeSpan.FromMinutes(1));
        Bot.Calls.Count.ShouldBe(4);

        Bot.Always = null;
        _driver.Outbox.Release(Ann);
        await _driver.UntilAsync(() => Bot.Calls.Count == 5, TimeSpan.FromMinutes(1));

        await _driver.EmptyAsync();
        Bot.Calls.Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_nobody_takes_for_a_week_is_dropped_and_told()
    {
        Bot.Always = _ => ScriptedBot.Failure(BotApiFailure.Forbidden);
        await _driver.SendAsync(Ann, "old");
        await _driver.ForAsync(TimeSpan.FromDays(6.9), TimeSpan.FromMinutes(30));
        await _driver.SendAsync(Ann, "young");
        await _driver.ForAsync(TimeSpan.FromHours(6), TimeSpan.FromMinutes(10));

        (await _driver.Faces.ListOutgoingAsync(None)).Single().At.ShouldBeGreaterThan(Some.Moment.AddDays(6));
        (await _driver.Fleet.ListEventsAsync(claw: null, 9, None)).Single().Outcome.ShouldBe("failed");
    }
}
