using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What a fleet shall be, as somebody wrote it down; the defaults are merged into each claw.</summary>
/// <param name="Claws">By name.</param>
public sealed record Manifest(ImmutableList<ManifestClaw> Claws);
