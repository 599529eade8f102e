using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

/// <summary>The real poller and watchdog on the real store; a poll gets what the test gives, or hangs.</summary>
internal sealed class PollerDriver : IUpdateIntake, ILogger<Poller>, ILogger<PollWatchdog>, IAsyncDisposable
{
    private readonly TestStore _store;
    private readonly Poller _poller;
    private readonly Channel<IReadOnlyList<Update>> _batches = Channel.CreateUnbounded<IReadOnlyList<Update>>();
    private readonly List<long> _taken = [];
    private readonly List<string> _log = [];
    private bool _runs;

    internal PollerDriver()
    {
        _store = new TestStore(time: Time);
        Bot = new ScriptedBot(Time) { Answers = AnswerAsync };
        Watchdog = new PollWatchdog(Bot, Time, this);
        _poller = new Poller(Bot, Faces, this, Self, Watchdog, Time, this);
    }

    internal ManualTime Time { get; } = new(Some.Moment);

    internal ScriptedBot Bot { get; }

    internal OwnBot Self { get; } = new(new ParentIdentity());

    internal PollWatchdog Watchdog { get; }

    internal IFaceStore Faces => _store.Get<IFaceStore>();

    /// <summary>What taking an update in throws; null for nothing.</summary>
    internal Func<Update, Exception?> Breaks { get; set; } = _ => null;

    /// <summary>How many updates Telegram says to hold.</summary>
    internal int Pending { get; set; }

    internal IReadOnlyList<long> Taken => Locked(_taken);

    internal IReadOnlyList<string> Told => Locked(_log);

    internal IReadOnlyList<GetUpdates> Polls => Bot.Of<GetUpdates>();

    public async ValueTask DisposeAsync()
    {
        if (_runs)
        {
            await _poller.StopAsync(CancellationToken.None);
            await Watchdog.StopAsync(CancellationToken.None);
        }

        _poller.Dispose();
        Watchdog.Dispose();
        _store.Dispose();
    }

    public async Task TakeAsync(IReadOnlyList<Update> updates, long offset, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
            if (Breaks(update) is { } broken)
                throw broken;

        var change = new FaceChange
        {
            Received = [.. updates.Select(update => new ReceivedUpdate(update.UpdateId, Time.GetUtcNow(), 1, "x"))],
            Offset = offset,
        };
        var committed = await Faces.CommitAsync(change, cancellationToken);
        lock (_taken)
            _taken.AddRange(committed.Received.Select(update => update.Id));
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (_log)
            _log.Add($"{logLevel}: {formatter(state, exception)}");
    }

    internal async Task StartAsync()
    {
        _runs = true;
        await Watchdog.StartAsync(CancellationToken.None);
        await _poller.StartAsync(CancellationToken.None);
    }

    internal void Gives(params long[] ids) => Gives([.. ids.Select(id => new Update(id))]);

    internal void Gives(IReadOnlyList<Update> updates) => _batches.Writer.TryWrite(updates);

    /// <summary>Waits for something, at the present moment.</summary>
    internal static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
            await Task.Yield();
    }

    /// <summary>Lets time go on until something is true, for at most so long.</summary>
    internal async Task UntilAsync(Func<bool> isTrue, TimeSpan atMost)
    {
        var end = Time.GetUtcNow() + atMost;
        while (!isTrue())
        {
            // The watchdog's own timer is one; a poller that pauses has another.
            if (Time.Waiting > 1)
            {
                Time.GetUtcNow().ShouldBeLessThanOrEqualTo(end, "what was waited for did not come");
                Time.Advance(TimeSpan.FromMilliseconds(100));
            }

            await Task.Yield();
        }
    }

    private async Task<object> AnswerAsync(object request, CancellationToken cancellationToken) => request switch
    {
        DeleteWebhook => true,
        GetMe => new User(99, IsBot: true, "Marvin") { Username = "marvin_bot" },
        GetWebhookInfo => new WebhookInfo("", Pending),
        GetUpdates => await _batches.Reader.ReadAsync(cancellationToken),
        _ => throw new InvalidOperationException($"Unexpected: {request}"),
    };

    private static IReadOnlyList<T> Locked<T>(List<T> list)
    {
        lock (list)
            return [.. list];
    }
}
