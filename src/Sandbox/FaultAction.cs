namespace ParentClaw.Sandbox;

/// <summary>What a fault does to the call it meets.</summary>
public enum FaultAction
{
    /// <summary>Answers <see cref="Fault.Status"/> and <see cref="Fault.Code"/>; nothing is changed.</summary>
    Answer,

    /// <summary>Resets the connection; nothing is changed.</summary>
    DropBefore,

    /// <summary>Does what was asked, then resets the connection without an answer.</summary>
    DropAfter,

    /// <summary>Accepts the call; the long operation then fails with <see cref="Fault.Code"/>.</summary>
    FailOperation,

    /// <summary>Nothing but the <see cref="Fault.Delay"/>.</summary>
    Delay,
}
