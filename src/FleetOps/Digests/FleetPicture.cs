using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Digests;

/// <summary>The fleet at one moment and what happened since another: all that a digest is made of.</summary>
/// <param name="Since">What happened after this is told.</param>
/// <param name="Now">When the picture was taken.</param>
public sealed record FleetPicture(DateTimeOffset Since, DateTimeOffset Now)
{
    /// <summary>All claws, by name.</summary>
    public IReadOnlyList<Claw> Claws { get; init; } = [];

    /// <summary>What was last seen of each.</summary>
    public IReadOnlyDictionary<ClawName, Probe> Probes { get; init; } = ImmutableDictionary<ClawName, Probe>.Empty;

    /// <summary>The operations that are open or ended since, oldest first.</summary>
    public IReadOnlyList<OperationRecord> Operations { get; init; } = [];

    /// <summary>The incidents that are open or ended since, oldest first.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>The app layer that this parent brings along.</summary>
    public AppLayerVersion? AppLayer { get; init; }

    /// <summary>When the newest restore point of each claw that has one was taken.</summary>
    public IReadOnlyDictionary<ClawName, DateTimeOffset> RestorePoints { get; init; } =
        ImmutableDictionary<ClawName, DateTimeOffset>.Empty;

    /// <summary>When each disk that fills will be full.</summary>
    public IReadOnlyDictionary<ClawName, TimeSpan> FullIn { get; init; } =
        ImmutableDictionary<ClawName, TimeSpan>.Empty;

    /// <summary>How many people wait to be let in to each claw, where it is known and some do.</summary>
    public IReadOnlyDictionary<ClawName, int> Pairings { get; init; } = ImmutableDictionary<ClawName, int>.Empty;

    /// <summary>The data disks that are kept though nobody uses them.</summary>
    public RetiredDiskList Retired { get; init; } = new([], PriceOfEach: null);
}
