using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What is between a manifest and the fleet.</summary>
/// <param name="Actions">What is to be done, by claw and in the order in which it is done.</param>
/// <param name="LeftAlone">Claws that the manifest does not name; nothing is done to them.</param>
public sealed record ManifestPlan(ImmutableList<PlannedAction> Actions, ImmutableList<ClawName> LeftAlone)
{
    /// <summary>Whether the fleet is what the manifest says.</summary>
    public bool IsEmpty => Actions.IsEmpty;
}
