using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>One look at a claw, as stored for 30 days.</summary>
/// <param name="Claw">At whom.</param>
/// <param name="At">When.</param>
/// <param name="Verdict">What was seen.</param>
/// <param name="Report">What the machine reported; null where it did not answer.</param>
public sealed record Probe(ClawName Claw, DateTimeOffset At, Verdict Verdict, ProbeReport? Report);
