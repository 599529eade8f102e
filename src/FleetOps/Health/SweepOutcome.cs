namespace ParentClaw.FleetOps.Health;

/// <summary>What one sweep came to.</summary>
/// <param name="Looked">Claws that were looked at.</param>
/// <param name="Bad">Of these, how many are in a bad way.</param>
/// <param name="Dropped">Looks that were thrown away, as the claw became busy, moved or went meanwhile.</param>
/// <param name="Opened">Incidents that began.</param>
/// <param name="Closed">Incidents that ended.</param>
/// <param name="IsAllUnreachable">
/// Whether no claw at all could be reached, of at least two: one cause, most likely the parent's own network.
/// </param>
public sealed record SweepOutcome(int Looked, int Bad, int Dropped, int Opened, int Closed, bool IsAllUnreachable);
