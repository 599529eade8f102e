using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>A claw's time in trouble: from the second bad probe in a row to the second good one.</summary>
/// <param name="Id">Number in the store; 0 before it was stored.</param>
/// <param name="Claw">Whose.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="ClosedAt">When it ended; null while it lasts.</param>
/// <param name="Worst">The worst verdict seen in it.</param>
/// <param name="Last">The last verdict seen in it.</param>
public sealed record Incident(
    long Id, ClawName Claw, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, Verdict Worst, Verdict Last);
