namespace ParentClaw.FleetOps.Commands;

/// <summary>How a command ended.</summary>
public enum ReplyStatus
{
    /// <summary>As asked, or an operation was started.</summary>
    Ok,

    /// <summary>It waits for an answer.</summary>
    Asks,

    /// <summary>It waits for an Admin's decision: an agent asked for it.</summary>
    Waits,

    /// <summary>An expected no: nothing was changed.</summary>
    Refused,

    /// <summary>The outside world failed.</summary>
    Failed,
}
