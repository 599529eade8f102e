namespace ParentClaw.FleetOps;

/// <summary>The outside world failed: Azure, a machine, a gateway, the store. Bugs are any other exception.</summary>
/// <param name="reason">Why, as a closed set; decides retries.</param>
/// <param name="message">A finished sentence for the person, with what to do next where that is known.</param>
/// <param name="inner">What the library threw, for the log.</param>
public sealed class FleetException(FailureReason reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public FailureReason Reason { get; } = reason;

    /// <summary>How long the other side asks us to wait before trying again; null where it said nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
