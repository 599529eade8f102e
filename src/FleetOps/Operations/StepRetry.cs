namespace ParentClaw.FleetOps.Operations;

/// <summary>How a step is retried where the outside world fails for a while.</summary>
/// <param name="Attempts">Most attempts, the first included; the pauses between them double.</param>
public sealed record StepRetry(int Attempts)
{
    /// <summary>
    /// Five attempts: with the usual pauses half a minute, longer than a restarting router or agent takes.
    /// </summary>
    public static readonly StepRetry Usual = new(5);

    /// <summary>Once: an answer is wanted now, and that there is none is one too.</summary>
    public static readonly StepRetry None = new(1);
}
