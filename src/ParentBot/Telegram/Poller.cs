using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Asks Telegram for what happened, for as long as the process lives, and hands it on. An update is asked for again
/// until it is taken in; one that cannot be is logged and passed over.
/// </summary>
internal sealed partial class Poller(
    IBotApi api, IFaceStore store, IUpdateIntake intake, OwnBot bot, PollWatchdog watchdog, TimeProvider time,
    ILogger<Poller> logger) : BackgroundService
{
    private const int AtOnce = 100, WaitSeconds = 50;

    private static readonly string[] Wanted = ["message", "callback_query", "my_chat_member"];

    // The other poller is told the same by Telegram, and mostly gives way.
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(1);

    // Two that fight win in turns: a poll that went through is no end of it, an hour without a conflict is.
    private static readonly TimeSpan FightLasts = TimeSpan.FromHours(1);

    private bool _hasBegun;
    private long? _offset;
    private int _failures;
    private BotApiFailure? _told;
    private long? _fought;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _offset = await store.FindOffsetAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var poll = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            try
            {
                watchdog.Begins(poll);
                await TurnAsync(poll.Token);
            }
            catch (BotApiException refusal)
            {
                await RestAsync(Tell(refusal), stoppingToken);
            }
            catch (OperationCanceledException) when (poll.IsCancellationRequested)
            {
                watchdog.Ends(updates: 0); // it was ended by the dog, which says so, or by the host
            }
            catch (Exception failure)
            {
                LogNotTaken(failure);
                await RestAsync(Backoff.After(++_failures), stoppingToken);
            }
        }
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (watchdog.TakeRestart())
            (_hasBegun, _offset) = (false, null); // ids begin anew at random after a quiet week: from the oldest then
        if (!_hasBegun)
            await BeginAsync(cancellationToken);

        var order = new GetUpdates { Offset = _offset, Limit = AtOnce, Timeout = WaitSeconds, AllowedUpdates = Wanted };
        var updates = await api.CallAsync(order, cancellationToken);
        if (_told is not null)
            LogAnswers();
        (_failures, _told) = (0, null);
        if (updates.Count > 0)
            await TakeAsync(updates, cancellationToken);
        watchdog.Ends(updates.Count);
    }

    // A webhook would take all updates; what waits for it is kept.
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await api.CallAsync(new DeleteWebhook { DropPendingUpdates = false }, cancellationToken);
        var self = await api.CallAsync(new GetMe(), cancellationToken);
        bot.Learn(self);
        _hasBegun = true;
        if (_told is null)
            LogBegun(self.Username);
    }

    private async Task TakeAsync(IReadOnlyList<Update> updates, CancellationToken cancellationToken)
    {
        try
        {
            await TakeInAsync(updates, cancellationToken);
        }
        catch (Exception poison) when (IsPoison(poison))
        {
            foreach (var update in updates)
                await TakeAloneAsync(update, cancellationToken);
        }
    }

    private async Task TakeAloneAsync(Update update, CancellationToken cancellationToken)
    {
        try
        {
            await TakeInAsync([update], cancellationToken);
        }
        catch (Exception poison) when (IsPoison(poison))
        {
            LogPassed(poison, update.UpdateId);
            await PassAsync(update, cancellationToken);
        }
    }

    private async Task TakeInAsync(IReadOnlyList<Update> updates, CancellationToken cancellationToken)
    {
        foreach (var unreadable in updates.Where(update => update.Fault is not null))
            LogUnreadable(unreadable.UpdateId, unreadable.Fault);

        var next = updates[^1].UpdateId + 1;
        await intake.TakeAsync([.. updates.Where(update => update.Fault is null)], next, cancellationToken);
        _offset = next;
    }

    private async Task PassAsync(Update update, CancellationToken cancellationToken)
    {
        var next = update.UpdateId + 1;
        await store.CommitAsync(new FaceChange { Passed = [update.UpdateId], Offset = next }, cancellationToken);
        _offset = next;
    }

    // A store that fails, or the end, is nothing that an update did.
    private static bool IsPoison(Exception error) => error is not (FleetException or OperationCanceledException);

    private TimeSpan Tell(BotApiException refusal)
    {
        var isNews = _told != refusal.Failure;
        _told = refusal.Failure;
        _failures++;
        switch (refusal.Failure)
        {
            case BotApiFailure.Conflict:
                _hasBegun = false; // a webhook may have been set, and is taken away again
                if (_fought is not { } last || time.GetElapsedTime(last) > FightLasts)
                    LogConflict(bot.User?.Username ?? "?", refusal.Message);
                _fought = time.GetTimestamp();
                return ConflictPause + Backoff.After(_failures);
            case BotApiFailure.Unauthorized:
                if (isNews)
                    LogUnknownBot(refusal.Message);
                return TokenPause;
            case BotApiFailure.TooManyRequests when refusal.RetryAfter is { } pause:
                LogTooMuch(pause);
                return pause;
            default:
                if (isNews)
                    LogNoAnswer(refusal.Message);
                return Backoff.After(_failures);
        }
    }

    private async Task RestAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        watchdog.Rests(pause);
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Polling Telegram as @{Bot}")]
    private partial void LogBegun(string? bot);

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram answers polls again")]
    private partial void LogAnswers();

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Another program polls @{Bot}, so each gets only some of what people write. Stop the other parent "
            + "(a second host, a forgotten service), or make a new token with @BotFather (/revoke) and set it here. "
            + "Telegram said: {Why}")]
    private partial void LogConflict(string bot, string why);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "{Why} The token in Telegram:Token is no bot's, or was revoked. Ask @BotFather for the bot's token "
            + "(/mybots, API Token), set it and start the parent again.")]
    private partial void LogUnknownBot(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram wants no polls for {Pause}")]
    private partial void LogTooMuch(TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Why} It is asked again, at ever longer intervals up to 30 s.")]
    private partial void LogNoAnswer(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Updates cannot be taken in; they are asked for again")]
    private partial void LogNotTaken(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Update {Id} cannot be taken in and is passed over")]
    private partial void LogPassed(Exception poison, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Update {Id} cannot be read and is passed over: {Fault}")]
    private partial void LogUnreadable(long id, string? fault);
}
