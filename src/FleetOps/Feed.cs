using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ParentClaw.FleetOps;

/// <summary>
/// Tells who watches, in this process, what is new. Never waits for a watcher: one that is too slow loses the oldest,
/// so what is told must be told again by the next, or stand in the store.
/// </summary>
/// <typeparam name="T">What is told.</typeparam>
public abstract class Feed<T>
{
    private const int MostKept = 4096; // a look at each of a large fleet, several times

    private readonly ConcurrentDictionary<Channel<T>, byte> _watchers = new();

    /// <summary>Tells all who watch.</summary>
    public void Publish(T news)
    {
        foreach (var watcher in _watchers.Keys)
            watcher.Writer.TryWrite(news);
    }

    /// <summary>All that is told from the call on, until the reader stops.</summary>
    public IAsyncEnumerable<T> WatchAsync(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _watchers.TryAdd(channel, 0);
        return ReadAsync(channel, cancellationToken);
    }

    private async IAsyncEnumerable<T> ReadAsync(
        Channel<T> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var news in channel.Reader.ReadAllAsync(cancellationToken))
                yield return news;
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }
}
