using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Sends what the store holds, at least once: each chat in order, chats side by side, all at Telegram's pace. What
/// became of each item is one transaction.
/// </summary>
internal sealed partial class Outbox(
    FaceCommits commits, OutboxSender sender, TimeProvider time, ILogger<Outbox> logger)
    : BackgroundService
{
    // Who blocked the bot may take it back; after a week what was to be said is of yesterday.
    private static readonly TimeSpan HoldFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan HeldAtMost = TimeSpan.FromDays(7);

    // A call under way may have been carried out: its outcome is worth a moment of the shutdown.
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, (ChatLine Line, Task Work)> _lines = [];
    private CancellationToken _stopping;
    private CancellationToken _calls;

    /// <summary>A chat takes messages again: what was held for it goes at once.</summary>
    public void Release(long chat)
    {
        lock (_gate)
            if (_lines.TryGetValue(chat, out var line))
                line.Line.Release();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var calls = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stoppingToken.Register(() => calls.CancelAfter(LastCalls));
        (_stopping, _calls) = (stoppingToken, calls.Token);

        await commits.FollowAsync(Put, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] work;
        lock (_gate)
            work = [.. _lines.Values.Select(line => line.Work)];
        await Task.WhenAll(work);
    }

    private void Put(IReadOnlyList<OutgoingItem> items)
    {
        foreach (var item in items)
            LineOf(item.Chat)?.Put(item);
    }

    // Null once the outbox stops: the store holds what comes later.
    private ChatLine? LineOf(long chat)
    {
        lock (_gate)
        {
            if (_lines.TryGetValue(chat, out var known))
                return known.Line;
            if (_stopping.IsCancellationRequested)
                return null;

            var line = new ChatLine(chat, time);
            _lines[chat] = (line, Task.Run(() => WorkAsync(line), CancellationToken.None));
            return line;
        }
    }

    private async Task WorkAsync(ChatLine line)
    {
        Activity.Current = null; // what was under way when the chat's first message came has no part in the later ones
        while (!_stopping.IsCancellationRequested)
        {
            var (item, at) = line.Take(time.GetUtcNow());
            try
            {
                if (item is null)
                    await line.WaitAsync(at, _stopping);
                else
                    await SettleAsync(line, item, await sender.SendAsync(item, _calls));
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception bug) when (item is not null)
            {
                LogBug(bug, line.Chat);
                line.PutBack(item);
                line.Rest(time.GetUtcNow() + Backoff.Longest);
            }
        }
    }

    private async Task SettleAsync(ChatLine line, OutgoingItem item, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case SendOutcome.Arrived(var message):
                await CommitAsync(Delivered(item, message));
                FleetTelemetry.Arrived(time.GetUtcNow() - item.At);
                break;
            case SendOutcome.GivenUp(var why):
                LogGivenUp(item.Chat, why);
                await CommitAsync(GivenUp(item, $"A message to chat {item.Chat} was given up: {why}"));
                break;
            case SendOutcome.NotWanted when now - item.At > HeldAtMost:
                LogDropped(item.Chat);
                await CommitAsync(GivenUp(item, $"A message to chat {item.Chat} was dropped: not taken in a week."));
                break;
            case SendOutcome.NotWanted:
                LogHeld(item.Chat);
                await PostponeAsync(item, now + HoldFor);
                line.Hold(now + HoldFor);
                break;
            case SendOutcome.TooMuch(var pause):
                var until = now + (pause ?? Backoff.After(item.Attempts + 1));
                line.Rest(until);
                await PostponeAsync(item, until);
                break;
            case SendOutcome.Failed:
                await PostponeAsync(item, now + Backoff.After(item.Attempts + 1));
                break;
            case SendOutcome.Moved(var to):
                LogMoved(line.Chat, to);
                line.Clear();
                await CommitAsync(new FaceChange { Moved = [new ChatMove(line.Chat, to)] });
                break;
            case SendOutcome.Unreachable:
                line.PutBack(item);
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    private static FaceChange Delivered(OutgoingItem item, long? message) =>
        new() { Delivered = [new Delivery(item.Number, item.Revision, message)] };

    private FaceChange GivenUp(OutgoingItem item, string why) => Delivered(item, message: null) with
    {
        Events = [new FleetEvent(time.GetUtcNow(), "parent", "telegram", Claw: null, why, "failed")],
    };

    private Task PostponeAsync(OutgoingItem item, DateTimeOffset until) => CommitAsync(
        new FaceChange { Postponed = [new Postponement(item.Number, until, item.Attempts + 1)] });

    // What was sent must not be sent again because a disk was full for a moment: the chat waits for the store.
    private async Task CommitAsync(FaceChange change)
    {
        while (true)
        {
            try
            {
                await commits.CommitAsync(change, _calls);
                return;
            }
            catch (FleetException failure)
            {
                LogNotKept(failure);
                await Task.Delay(StorePause, time, _calls);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message to chat {Chat} is given up: {Why}")]
    private partial void LogGivenUp(long chat, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message to chat {Chat} is dropped: nobody took it in a week")]
    private partial void LogDropped(long chat);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Chat {Chat} takes no messages: the person blocked the bot, or it was put out of the group. They "
            + "wait; the next attempt is in an hour, or when somebody writes there.")]
    private partial void LogHeld(long chat);

    [LoggerMessage(Level = LogLevel.Information, Message = "Chat {Chat} goes on as {To}")]
    private partial void LogMoved(long chat, long to);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of a message cannot be stored; its chat waits")]
    private partial void LogNotKept(FleetException failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending to chat {Chat} failed unexpectedly; it is tried again")]
    private partial void LogBug(Exception bug, long chat);
}
