using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Notices when polling died without a word: a poll that hangs is ended, and polls that bring nothing while Telegram
/// holds updates begin anew, from the oldest of them.
/// </summary>
internal sealed partial class PollWatchdog(IBotApi api, TimeProvider time, ILogger<PollWatchdog> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    // A poll waits 50 s for updates and 10 s for its way; what lasts thrice as long does not end by itself.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(3);

    // Two turns of the dog: it ends the hanging poll first, and only where that does not help the process is ill.
    private static readonly TimeSpan Death = TimeSpan.FromMinutes(6);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _poll;
    private DateTimeOffset _turned = time.GetUtcNow();
    private bool _broughtSomething;
    private int _suspicions;

    /// <summary>Whether polling turns: polls end, well or badly, or it rests for a time that Telegram gave.</summary>
    public bool IsAlive
    {
        get
        {
            lock (_gate)
                return time.GetUtcNow() - _turned <= Death;
        }
    }

    /// <summary>Whether polling shall begin anew; asked once, it is no more.</summary>
    public bool TakeRestart()
    {
        lock (_gate)
        {
            var isDue = _suspicions > 1;
            _suspicions = isDue ? 0 : _suspicions;
            return isDue;
        }
    }

    /// <summary>A poll begins, which the dog may end.</summary>
    public void Begins(CancellationTokenSource poll)
    {
        lock (_gate)
            (_poll, _turned) = (poll, time.GetUtcNow());
    }

    /// <summary>The poll ended; what it brought, if anything, is taken in.</summary>
    /// <param name="updates">How many updates it brought.</param>
    public void Ends(int updates)
    {
        lock (_gate)
        {
            (_poll, _turned) = (null, time.GetUtcNow());
            _broughtSomething |= updates > 0;
        }
    }

    /// <summary>Polling pauses, and is not dead before that is over.</summary>
    public void Rests(TimeSpan pause)
    {
        lock (_gate)
            (_poll, _turned) = (null, time.GetUtcNow() + pause);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    /// <summary>Looks once, as it does every minute.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (EndHanging())
        {
            LogHanging();
            return;
        }

        if (IsResting() || TakeBroughtSomething())
            return;

        try
        {
            var waiting = (await api.CallAsync(new GetWebhookInfo(), cancellationToken)).PendingUpdateCount;
            if (Suspect(waiting))
                LogDeaf(waiting);
        }
        catch (BotApiException)
        {
            // Polling meets the same failure, and says so.
        }
    }

    // Under the lock: a poll that has ended is no longer known here, and may be disposed.
    private bool EndHanging()
    {
        lock (_gate)
        {
            if (_poll is not { } hanging || time.GetUtcNow() - _turned <= Silence)
                return false;

            _poll = null;
            hanging.Cancel();
            return true;
        }
    }

    private bool IsResting()
    {
        lock (_gate)
            return _turned > time.GetUtcNow();
    }

    private bool TakeBroughtSomething()
    {
        lock (_gate)
        {
            var brought = _broughtSomething;
            _broughtSomething = false;
            _suspicions = brought ? 0 : _suspicions;
            return brought;
        }
    }

    // What waits at one look may be on its way; at two, a minute apart and with nothing between, it is not.
    private bool Suspect(int waiting)
    {
        lock (_gate)
        {
            _suspicions = waiting > 0 && !_broughtSomething ? _suspicions + 1 : 0;
            return _suspicions > 1;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A poll of Telegram hangs; it is ended and made anew")]
    private partial void LogHanging();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telegram holds {Waiting} updates, but polls bring none; polling begins anew")]
    private partial void LogDeaf(int waiting);
}
