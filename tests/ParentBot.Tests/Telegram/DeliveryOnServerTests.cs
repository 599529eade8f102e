using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.ParentBot.Tests.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

/// <summary>Outbox and poller before a strict Bot API, with the product's own client.</summary>
public sealed class DeliveryOnServerTests : IUpdateIntake, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestStore _store = new(time: TimeProvider.System);
    private readonly Queue<string> _fetched = [];
    private ApiGround _ground = null!;
    private FaceCommits _commits = null!;
    private Outbox _outbox = null!;

    private IFaceStore Faces => _store.Get<IFaceStore>();

    private long Ann => _ground.Chat.Id;

    public async Task InitializeAsync()
    {
        _ground = await ApiGround.BegunAsync();
        _ground.Server.KeepsPace = true;
        _commits = new FaceCommits(Faces);
        var paced = new PacedBotApi(_ground.Api, TimeProvider.System, NullLogger<PacedBotApi>.Instance);
        _outbox = new Outbox(
            _commits, new OutboxSender(paced), TimeProvider.System, NullLogger<Outbox>.Instance);
        await _outbox.StartAsync(None);
    }

    public async Task DisposeAsync()
    {
        await _outbox.StopAsync(None);
        _outbox.Dispose();
        _commits.Dispose();
        await _ground.DisposeAsync();
        _store.Dispose();
    }

    async Task IUpdateIntake.TakeAsync(
        IReadOnlyList<Update> updates, long offset, CancellationToken cancellationToken)
    {
        var change = new FaceChange
        {
            Received =
            [
                .. updates.Select(update => new ReceivedUpdate(
                    update.UpdateId, DateTimeOffset.UnixEpoch, Ann, update.Message?.Text ?? "")),
            ],
            Offset = offset,
        };
        var committed = await Faces.CommitAsync(change, cancellationToken);
        foreach (var update in committed.Received)
            _fetched.Enqueue(update.Body);
    }

    [Fact]
    public async Task Every_kind_of_message_arrives_as_it_is_meant()
    {
        var question = new MessageBody("Park <b>alice &amp; co</b>?", "Park alice & co?", [
            [new MessageButton("Yes") { Data = "y1" }, new MessageButton("Bot") { Url = "https://t.me/alice_bot" }],
        ]);
        var forced = new MessageBody("Which name?", "Which name?")
        {
            ForcesReply = true, Placeholder = "alice", ReplyTo = _ground.Chat.Last.Id, IsSilent = true,
        };
        var file = new MessageBody("All <i of it", "All of it") { Document = new MessageDocument("reply.txt", "text") };
        await SendAsync(question, forced, file);
        await ShowAsync("one");
        await _ground.Chat.ShowsAsync("one", Patience);
        await ShowAsync("two");
        await _ground.Chat.ShowsAsync("two", Patience);

        var look = _ground.Chat.Look();
        look.ShouldContain("Park alice & co?");
        look.ShouldContain("[Yes]");
        look.ShouldContain("Which name?");
        look.ShouldContain("All of it");
        look.ShouldNotContain("one");
        _ground.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_said_while_there_was_no_network_arrives_in_order_and_within_the_pace()
    {
        _ground.Server.Offline = true;
        await SendAsync([.. Enumerable.Range(0, 6).Select(i => new MessageBody($"line {i}", $"line {i}"))]);
        await _commits.CommitAsync(new FaceChange { Passed = [1] }, None);
        _ground.Server.Offline = false;

        await _ground.Chat.ShowsAsync("line 5", Patience);

        _ground.Chat.Messages.Select(message => message.Text).Where(text => text.StartsWith("line"))
            .ShouldBe(Enumerable.Range(0, 6).Select(i => $"line {i}"));
        _ground.Server.Calls.ShouldNotContain(call => call.Status == 429);
        _ground.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Polls_bring_what_people_write_also_after_ids_began_anew()
    {
        using var watchdog = new PollWatchdog(_ground.Api, TimeProvider.System, NullLogger<PollWatchdog>.Instance);
        using var poller = new Poller(
            _ground.Api, Faces, this, new OwnBot(new ParentIdentity()), watchdog, TimeProvider.System,
            NullLogger<Poller>.Instance);
        await poller.StartAsync(None);
        await _ground.Bot.HasTakenAllAsync(Patience);
        await _ground.Chat.SaysAsync("first");
        await _ground.Bot.HasTakenAllAsync(Patience);
        _ground.Bot.RestartUpdateIds(7);
        await _ground.Chat.SaysAsync("second");
        await _ground.Bot.HasTakenAllAsync(Patience);
        await poller.StopAsync(None);

        _fetched.ShouldBe(["/start", "first", "second"]);
        _ground.Server.Violations.ShouldBeEmpty();
    }

    private Task SendAsync(params IReadOnlyList<MessageBody> bodies) => _commits.CommitAsync(
        new FaceChange
        {
            Outgoing = [.. bodies.Select(body => new OutgoingItem(Ann, OutgoingKind.Message, body.ToBody()))],
        },
        None);

    private Task ShowAsync(string text) => _commits.CommitAsync(
        new FaceChange { Cards = [new CardLook(Ann, "op:1", new MessageBody(text, text).ToBody())] }, None);
}
