using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// A claw's time in trouble: from the second bad probe in a row to the second good one. Trouble that is back soon after
/// (<see cref="WatchOptions.FlapWindow"/>) is the same incident, opened again.
/// </summary>
/// <param name="Id">Number in the store; 0 before it was stored.</param>
/// <param name="Claw">Whose.</param>
/// <param name="OpenedAt">When it began, the first time.</param>
/// <param name="ClosedAt">When it ended; null while it lasts.</param>
/// <param name="Worst">The worst verdict seen in it.</param>
/// <param name="Last">The last verdict seen in it.</param>
public sealed record Incident(
    long Id, ClawName Claw, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, Verdict Worst, Verdict Last)
{
    /// <summary>How often it was opened again.</summary>
    public int Reopened { get; init; }

    /// <summary>When it was last opened again; null where it never was.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }
}
