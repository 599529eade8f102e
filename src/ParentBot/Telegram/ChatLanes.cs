using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Carries updates out: those of one chat after each other, chats side by side; one that takes long lets the next
/// begin. What a former process left undone comes first.
/// </summary>
internal sealed partial class ChatLanes(
    Conversation conversation, IFaceStore store, OwnBot bot, TimeProvider time, ILogger<ChatLanes> logger)
    : IHostedService, IDisposable
{
    // A question to a claw's agent takes minutes; the person who asked goes on meanwhile.
    // Not sooner: what was said in one breath is answered in its order, also by a parent that has much to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25)];

    private readonly Dictionary<long, Lane> _lanes = new();
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
            var (before, others) = _lanes.GetValueOrDefault(update.Chat, Lane.Free);
            var begun = BeginAsync(before, update);
            _lanes[update.Chat] = new Lane(GiveWayAsync(begun), Task.WhenAll(others, begun.Unwrap()));
            foreach (var (chat, _) in _lanes.Where(lane => lane.Value.IsFree).ToList())
                _lanes.Remove(chat);
        }
    }

    /// <summary>Ends what is under way; what was not done with is done at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        Task[] work;
        lock (_adding)
            work = [.. _lanes.Values.Select(lane => lane.All)];
        await Task.WhenAll(work).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task<Task> BeginAsync(Task before, ReceivedUpdate update)
    {
        await Task.Yield(); // the caller holds the lock
        await before;
        // Whether a line is for this bot or for another in the group, only its name tells.
        await bot.KnownAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return RunAsync(update);
    }

    // Patience begins with the work, so that of many that wait only the next one passes by.
    private async Task GiveWayAsync(Task<Task> begun)
    {
        var work = await begun;
        await work.WaitAsync(Patience, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(ReceivedUpdate update)
    {
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

    /// <summary>The updates of one chat.</summary>
    /// <param name="Next">Ends when the next one may begin.</param>
    /// <param name="All">Ends when all are done with.</param>
    private sealed record Lane(Task Next, Task All)
    {
        public static Lane Free { get; } = new(Task.CompletedTask, Task.CompletedTask);

        public bool IsFree => Next.IsCompleted && All.IsCompleted;
    }

    [LoggerMessage(LogLevel.Information, "{Count} updates that a former process left undone are carried out now")]
    private partial void LogLeft(int count);

    [LoggerMessage(LogLevel.Warning, "Update {Update} could not be carried out; again in {Seconds} s")]
    private partial void LogAgain(Exception failure, long update, double seconds);

    [LoggerMessage(LogLevel.Error, "Update {Update} could not be carried out; it is tried again at the next start")]
    private partial void LogGivenUp(Exception failure, long update);
}
