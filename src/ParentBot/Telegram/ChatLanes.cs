using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Carries updates out: those of one chat after each other, chats side by side. What a former process left undone comes
/// first.
/// </summary>
internal sealed partial class ChatLanes(
    Conversation conversation, IFaceStore store, TimeProvider time, ILogger<ChatLanes> logger)
    : IHostedService, IDisposable
{
    // A question to a claw's agent takes minutes; the person who asked goes on meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25)];

    private readonly ConcurrentDictionary<long, Task> _lanes = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _adding = new();

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var left = await store.ListUnfinishedAsync(cancellationToken);
        if (left.Count > 0)
            LogLeft(left.Count);
        foreach (var update in left)
            Add(update);
    }

    /// <summary>Has an update carried out, behind those of its chat.</summary>
    public void Add(ReceivedUpdate update)
    {
        lock (_adding)
        {
            var before = _lanes.GetValueOrDefault(update.Chat, Task.CompletedTask);
            var run = RunAsync(before, update);
            _lanes[update.Chat] = before.IsCompleted ? run : Task.WhenAll(before, run);
            foreach (var (chat, _) in _lanes.Where(lane => lane.Value.IsCompleted))
                _lanes.TryRemove(chat, out _);
        }
    }

    /// <summary>Ends what is under way; what was not done with is done at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_lanes.Values)
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(Task before, ReceivedUpdate update)
    {
        await Task.Yield(); // the caller holds the lock
        if (!before.IsCompleted)
            await Task.WhenAny(before, Task.Delay(Patience, time, _stopping.Token));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await conversation.TakeAsync(update, _stopping.Token);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (FleetException failure) when (attempt < Pauses.Length)
            {
                LogAgain(failure, update.Id, Pauses[attempt].TotalSeconds);
            }
            catch (Exception failure)
            {
                LogGivenUp(failure, update.Id);
                return;
            }

            await Task.Delay(Pauses[attempt], time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} updates that a former process left undone are carried out now")]
    private partial void LogLeft(int count);

    [LoggerMessage(LogLevel.Warning, "Update {Update} could not be carried out; again in {Seconds} s")]
    private partial void LogAgain(Exception failure, long update, double seconds);

    [LoggerMessage(LogLevel.Error, "Update {Update} could not be carried out; it is tried again at the next start")]
    private partial void LogGivenUp(Exception failure, long update);
}
