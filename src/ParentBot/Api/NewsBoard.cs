using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>
/// The last things that people were told unasked, for whoever asks, as often as he asks. In this process alone: the
/// store has them all.
/// </summary>
internal sealed class NewsBoard(TimeProvider time)
{
    private const int MostKept = 200; // a chat that has not looked for so long reads /fleet

    private readonly Lock _gate = new();
    private readonly Queue<NewsItemView> _kept = new();

    // Numbers go on over a restart: no parent tells a thousand things a second.
    private long _newest = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The number of the newest.</summary>
    public long Newest
    {
        get
        {
            lock (_gate)
                return _newest;
        }
    }

    /// <summary>Tells something.</summary>
    public void Add(string text)
    {
        lock (_gate)
        {
            _kept.Enqueue(new NewsItemView(++_newest, time.GetUtcNow(), text));
            if (_kept.Count > MostKept)
                _kept.Dequeue();
        }
    }

    /// <summary>What was told after a number.</summary>
    public NewsView After(long number)
    {
        lock (_gate)
            return new NewsView(_newest, [.. _kept.Where(item => item.Number > number)]);
    }
}
