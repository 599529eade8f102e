using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>
/// Brings looks at who waits to whoever shows them, in this process: those of the watch, those that a command took
/// anyhow, and those that a gateway pushes by itself once it can. A lost one does no harm: the next says the same.
/// </summary>
public sealed class PairingNews
{
    private const int MostKept = 4096; // a look at each of a large fleet, several times

    private readonly ConcurrentDictionary<Channel<PairingLook>, byte> _watchers = new();

    /// <summary>Tells all who watch. Never waits for one.</summary>
    public void Raise(PairingLook look)
    {
        foreach (var watcher in _watchers.Keys)
            watcher.Writer.TryWrite(look);
    }

    /// <summary>Every look from the call on, until the reader stops.</summary>
    public IAsyncEnumerable<PairingLook> WatchAsync(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<PairingLook>(
            new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _watchers.TryAdd(channel, 0);
        return ReadAsync(channel, cancellationToken);
    }

    private async IAsyncEnumerable<PairingLook> ReadAsync(
        Channel<PairingLook> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var look in channel.Reader.ReadAllAsync(cancellationToken))
                yield return look;
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }
}
