using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>Who waits at one claw, as just seen.</summary>
/// <param name="Claw">At which.</param>
/// <param name="Waiting">All who wait; null where only what is known of them changed.</param>
public sealed record PairingLook(ClawName Claw, ImmutableList<PairingRequest>? Waiting);
