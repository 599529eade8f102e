namespace ParentClaw.FleetOps;

/// <summary>What follows from a <see cref="FailureReason"/>.</summary>
public static class FailureReasonExtensions
{
    /// <summary>Whether trying again later may help without anybody's doing.</summary>
    public static bool IsTransient(this FailureReason reason) => reason is
        FailureReason.Conflict or FailureReason.Throttled or FailureReason.Unavailable
        or FailureReason.Timeout or FailureReason.Unreachable;

    /// <summary>Whether what was asked for may have happened all the same.</summary>
    public static bool LeavesDoubt(this FailureReason reason) => reason is
        FailureReason.Timeout or FailureReason.Unreachable or FailureReason.Unexpected;
}
