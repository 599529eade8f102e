namespace ParentClaw.TestKit.Telegram;

/// <summary>Something that goes wrong with the next calls of a method.</summary>
public sealed class Fault
{
    private readonly World _world;
    private int _hits;

    internal Fault(World world, int times, FaultKind kind)
    {
        _world = world;
        Times = times;
        Kind = kind;
    }

    /// <summary>How many calls it has met.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal int Times { get; }

    internal FaultKind Kind { get; }

    internal Refusal? Answer { get; init; }

    internal TimeSpan Wait { get; init; }

    internal bool IsSpent => Hits >= Times;

    /// <summary>Waits until it has met all the calls that it was meant for.</summary>
    public Task SpentAsync(TimeSpan? patience = null) =>
        _world.UntilAsync(() => IsSpent, patience, () => $"The fault met {Hits} of {Times} calls.");

    internal void Hit() => Interlocked.Increment(ref _hits);
}
