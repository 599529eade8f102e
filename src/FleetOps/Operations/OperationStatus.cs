namespace ParentClaw.FleetOps.Operations;

/// <summary>How far an operation is.</summary>
public enum OperationStatus
{
    /// <summary>Stored and not ended: it runs, waits for a place, or waits for the next start of the parent.</summary>
    Open,

    /// <summary>Ended as asked.</summary>
    Succeeded,

    /// <summary>Failed, and the claw is back on its old versions and verified.</summary>
    RolledBack,

    /// <summary>Failed; the claw is <see cref="Claws.ClawState.Failed"/>.</summary>
    Failed,

    /// <summary>
    /// Cancelled between two steps; the claw is <see cref="Claws.ClawState.Failed"/> with the way on.
    /// </summary>
    Cancelled,
}
