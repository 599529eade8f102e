using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Tells who watches how operations go on, in this process. The store is the truth; this only saves polling it.
/// </summary>
public sealed class OperationFeed
{
    private readonly ConcurrentDictionary<Channel<OperationRecord>, byte> _watchers = new();

    /// <summary>Tells all watchers the operation's new look. Never waits for one.</summary>
    public void Publish(OperationRecord operation)
    {
        foreach (var watcher in _watchers.Keys)
            watcher.Writer.TryWrite(operation);
    }

    /// <summary>Every look of every operation from the call on, until the reader stops.</summary>
    public IAsyncEnumerable<OperationRecord> WatchAsync(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<OperationRecord>(
            new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _watchers.TryAdd(channel, 0);
        return ReadAsync(channel, cancellationToken);
    }

    private async IAsyncEnumerable<OperationRecord> ReadAsync(
        Channel<OperationRecord> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var operation in channel.Reader.ReadAllAsync(cancellationToken))
                yield return operation;
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }
}
