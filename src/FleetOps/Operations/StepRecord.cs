namespace ParentClaw.FleetOps.Operations;

/// <summary>One step of an operation, as stored and shown.</summary>
/// <param name="Name">The step's type name.</param>
/// <param name="Says">Its line of progress text.</param>
/// <param name="Status">How far it is.</param>
public sealed record StepRecord(string Name, string Says, StepStatus Status)
{
    /// <summary>When it was begun, by the parent that ended it; null where it was cancelled before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was tried, retries included, by the parent that ended it.</summary>
    public int Attempts { get; init; }

    /// <summary>What it found or did, or why it failed; one line.</summary>
    public string? Note { get; init; }
}
