namespace ParentClaw.FleetOps.Health;

/// <summary>Tells that a sweep has ended well.</summary>
public sealed class SweepSignal : Signal
{
    private bool _isKeeping;

    /// <summary>
    /// Whether a sweep is writing down what it saw: half of what it found is known, and what began together cannot be
    /// told yet.
    /// </summary>
    public bool IsKeeping => Volatile.Read(ref _isKeeping);

    /// <summary>A sweep begins to write down what it saw.</summary>
    internal void Keeping() => Volatile.Write(ref _isKeeping, true);

    /// <summary>It wrote down what it could.</summary>
    internal void Kept() => Volatile.Write(ref _isKeeping, false);
}
