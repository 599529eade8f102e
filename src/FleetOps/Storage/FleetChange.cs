using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>What is to become true in one transaction.</summary>
public sealed record FleetChange
{
    /// <summary>The claw as it shall be; version 0 for a new one.</summary>
    public Claw? Claw { get; init; }

    /// <summary>
    /// A claw to forget, as when it was purged: its row, probes and restore points go, its events stay.
    /// </summary>
    public Claw? ForgottenClaw { get; init; }

    /// <summary>The operation as it shall be; version 0 for a new one. Its cancel flag is left as stored.</summary>
    public OperationRecord? Operation { get; init; }

    /// <summary>Restore points to add; one that is there already is left.</summary>
    public ImmutableList<RestorePoint> RestorePoints { get; init; } = [];

    /// <summary>Restore points to drop.</summary>
    public ImmutableList<RestorePointId> DroppedRestorePoints { get; init; } = [];

    /// <summary>Probes to add.</summary>
    public ImmutableList<Probe> Probes { get; init; } = [];

    /// <summary>Incidents to open (id 0) or change.</summary>
    public ImmutableList<Incident> Incidents { get; init; } = [];

    /// <summary>Acknowledgements to add; an incident that has one keeps it.</summary>
    public ImmutableList<Acknowledgement> Acknowledgements { get; init; } = [];

    /// <summary>Silences to add (id 0) or change.</summary>
    public ImmutableList<Silence> Silences { get; init; } = [];

    /// <summary>Cards of alerts as they shall be.</summary>
    public ImmutableList<AlertCard> AlertCards { get; init; } = [];

    /// <summary>
    /// Digests to add (id 0), passed over where the member has one for the same times, or to change, passed over where
    /// it was removed.
    /// </summary>
    public ImmutableList<Digest> Digests { get; init; } = [];

    /// <summary>Numbers of digests to remove.</summary>
    public ImmutableList<long> RemovedDigests { get; init; } = [];

    /// <summary>Ids of members who have been given the digests that everybody begins with.</summary>
    public ImmutableList<string> DigestMembers { get; init; } = [];

    /// <summary>Rung attempts to add.</summary>
    public ImmutableList<RungAttempt> RungAttempts { get; init; } = [];

    /// <summary>Events to add.</summary>
    public ImmutableList<FleetEvent> Events { get; init; } = [];

    /// <summary>Settings to write; null deletes.</summary>
    public ImmutableSortedDictionary<string, string?> Settings { get; init; } =
        ImmutableSortedDictionary<string, string?>.Empty;
}
