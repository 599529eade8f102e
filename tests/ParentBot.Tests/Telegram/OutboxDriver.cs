using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

/// <summary>The real outbox on the real store, before a scripted bot and under a clock of the test's own.</summary>
internal sealed class OutboxDriver : IAsyncDisposable
{
    // Fine enough to see each pause of the outbox, coarse enough for a day.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly TempFolder _folder = new();
    private readonly HashSet<long> _chats = [];
    private TestStore _store;
    private FaceCommits? _commits;
    private Outbox? _outbox;

    internal OutboxDriver()
    {
        _store = new TestStore(_folder.Path, Time);
        Bot = new ScriptedBot(Time);
    }

    internal ManualTime Time { get; } = new(Some.Moment);

    internal ScriptedBot Bot { get; }

    internal IFaceStore Faces => _store.Get<IFaceStore>();

    internal IFleetStore Fleet => _store.Fleet;

    internal Outbox Outbox => _outbox!;

    // A line that waits has one timer; one that is about something has none.
    private bool Rests => Time.Waiting >= _chats.Count;

    public async ValueTask DisposeAsync()
    {
        if (_outbox is not null)
            await StopAsync();
        _store.Dispose();
        _folder.Dispose();
    }

    internal async Task StartAsync()
    {
        foreach (var item in await Faces.ListOutgoingAsync(CancellationToken.None))
            _chats.Add(item.Chat);
        _commits = new FaceCommits(Faces);
        var paced = new PacedBotApi(Bot, Time, NullLogger<PacedBotApi>.Instance);
        _outbox = new Outbox(_commits, new OutboxSender(paced), Time, NullLogger<Outbox>.Instance);
        await _outbox.StartAsync(CancellationToken.None);
    }

    internal async Task StopAsync()
    {
        await _outbox!.StopAsync(CancellationToken.None);
        _outbox.Dispose();
        _commits!.Dispose();
        (_outbox, _commits) = (null, null);
    }

    /// <summary>Everything from the disk anew, as a new process has it.</summary>
    internal void Reopen()
    {
        _store.Dispose();
        _store = new TestStore(_folder.Path, Time);
        _chats.Clear();
    }

    internal async Task CommitAsync(FaceChange change)
    {
        _chats.UnionWith(change.Outgoing.Select(item => item.Chat).Concat(change.Cards.Select(look => look.Chat)));
        if (_commits is not null)
            await _commits.CommitAsync(change, CancellationToken.None);
        else
            await Faces.CommitAsync(change, CancellationToken.None);
    }

    /// <summary>A chat will be written to of which no commit of the test's speaks.</summary>
    internal void Knows(long chat) => _chats.Add(chat);

    internal Task SendAsync(long chat, params IEnumerable<string> texts) =>
        CommitAsync(new FaceChange { Outgoing = [.. texts.Select(text => Message(chat, text))] });

    internal Task ShowAsync(long chat, string key, string text) =>
        CommitAsync(new FaceChange { Cards = [new CardLook(chat, key, Body(text))] });

    internal static OutgoingItem Message(long chat, string text) => new(chat, OutgoingKind.Message, Body(text));

    internal static string Body(string text) => new MessageBody(text, text).ToBody();

    /// <summary>Lets time go on, for at most so long, until something is true.</summary>
    internal Task UntilAsync(Func<bool> isTrue, TimeSpan? atMost = null, TimeSpan? step = null) =>
        UntilAsync(() => Task.FromResult(isTrue()), atMost, step);

    /// <summary>Lets a stretch of time go by.</summary>
    internal Task ForAsync(TimeSpan stretch, TimeSpan? step = null)
    {
        var end = Time.GetUtcNow() + stretch;
        return UntilAsync(() => Time.GetUtcNow() >= end, stretch + stretch, step);
    }

    /// <summary>Lets time go on until nothing waits to go out.</summary>
    internal Task EmptyAsync(TimeSpan? atMost = null) => UntilAsync(
        async () => Rests && (await Faces.ListOutgoingAsync(CancellationToken.None)).Count == 0, atMost);

    /// <summary>When texts were sent, since the test began.</summary>
    internal IReadOnlyList<TimeSpan> TimesOf<T>() =>
        [.. Bot.Calls.Where(call => call.Request is T).Select(call => call.At - Some.Moment)];

    private async Task UntilAsync(Func<Task<bool>> isTrue, TimeSpan? atMost, TimeSpan? step = null)
    {
        var end = Time.GetUtcNow() + (atMost ?? TimeSpan.FromMinutes(5));
        while (!await isTrue())
        {
            if (Rests)
            {
                Time.GetUtcNow().ShouldBeLessThanOrEqualTo(end, "what was waited for did not come");
                Time.Advance(step ?? Step);
            }

            await Task.Yield();
        }
    }
}
