using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>The fleet as it is, as far as a manifest asks.</summary>
/// <param name="Claws">All claws there are, and those that are to be made, by name.</param>
/// <param name="AppLayers">The app layers that there are, oldest first.</param>
public sealed record PresentFleet(
    ImmutableSortedDictionary<ClawName, PresentClaw> Claws, ImmutableList<AppLayerVersion> AppLayers)
{
    /// <summary>Images that were asked for and do not exist.</summary>
    public ImmutableHashSet<ImageVersion> MissingImages { get; init; } = [];
}
