namespace ParentClaw.FleetOps.Health;

/// <summary>That somebody sees to an incident.</summary>
/// <param name="Incident">Its number.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who, as shown.</param>
public sealed record Acknowledgement(long Incident, DateTimeOffset At, string By);
