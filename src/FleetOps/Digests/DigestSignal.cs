using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Digests;

/// <summary>Tells that a member's digests are others now.</summary>
public sealed class DigestSignal : Signal;
