using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills;

/// <summary>How long anybody waits.</summary>
internal static class TimeLimit
{
    /// <summary>What comes of some work, or what is to be said where it takes too long and is stopped.</summary>
    /// <param name="longest">How long it may take; null for as long as it does.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The work.</param>
    /// <param name="late">What is said where it takes too long.</param>
    /// <param name="cancellationToken">Stops it earlier.</param>
    public static async Task<Envelope> KeepAsync(
        TimeSpan? longest, TimeProvider time, Func<CancellationToken, Task<Envelope>> work, Func<Envelope> late,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest ?? Timeout.InfiniteTimeSpan, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return late();
        }
    }
}
