using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot;

/// <summary>
/// Follows one operation to its end, whichever process runs it: by the feed where it is ours, by the store else.
/// </summary>
internal sealed class OperationFollower(OperationFeed feed, IFleetStore store, TimeProvider time)
{
    /// <summary>How often the store is asked; only what the feed did not tell is late by as much.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>The operations that are open now, as those that a former process left.</summary>
    public Task<IReadOnlyList<OperationRecord>> ListOpenAsync(CancellationToken cancellationToken) =>
        store.ListOpenOperationsAsync(cancellationToken);

    /// <summary>
    /// The operation's looks, the present one first, the ended one last; nothing where there is no such operation.
    /// </summary>
    public async IAsyncEnumerable<OperationRecord> FollowAsync(
        OperationId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What comes is a look from the feed, or null for one into the store. The newest holds all: old ones may go.
        var looks = Channel.CreateBounded<OperationRecord?>(
            new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenAsync(id, looks.Writer, stopped.Token); // before the first look: no gap between the two
        await using var timer = time.CreateTimer(_ => looks.Writer.TryWrite(null), null, LookEvery, LookEvery);
        looks.Writer.TryWrite(null);
        try
        {
            long seen = 0;
            await foreach (var told in looks.Reader.ReadAllAsync(cancellationToken))
            {
                if ((told ?? await store.FindOperationAsync(id, cancellationToken)) is not { } look)
                    yield break;
                // The runner tells of a step's beginning and notes before it stores anything: same version, but news.
                if (look.Version > seen || (look.Version == seen && told is not null))
                    yield return look;
                if (look.Status != OperationStatus.Open)
                    yield break;

                seen = Math.Max(seen, look.Version);
            }
        }
        finally
        {
            await stopped.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(
        OperationId id, ChannelWriter<OperationRecord?> looks, CancellationToken cancellationToken)
    {
        await foreach (var operation in feed.WatchAsync(cancellationToken))
        {
            if (operation.Id == id)
                looks.TryWrite(operation);
        }
    }
}
