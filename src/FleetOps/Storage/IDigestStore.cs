using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// Who gets which digest, and what a digest tells beside what every command reads. Written by
/// <see cref="IFleetStore.CommitAsync"/>.
/// </summary>
/// <remarks>Throws as <see cref="IFleetStore"/> does.</remarks>
public interface IDigestStore
{
    /// <summary>All digests, oldest first.</summary>
    Task<IReadOnlyList<Digest>> ListDigestsAsync(CancellationToken cancellationToken);

    /// <summary>Ids of the members who were given the digests that everybody begins with.</summary>
    Task<IReadOnlySet<string>> ListDigestMembersAsync(CancellationToken cancellationToken);

    /// <summary>The operations that are open or ended after a moment, oldest first.</summary>
    Task<IReadOnlyList<OperationRecord>> ListOperationsSinceAsync(
        DateTimeOffset moment, CancellationToken cancellationToken);

    /// <summary>When the newest restore point of each claw that has one was taken.</summary>
    Task<IReadOnlyDictionary<ClawName, DateTimeOffset>> ListNewestRestorePointsAsync(
        CancellationToken cancellationToken);

    /// <summary>How full the data disks were since a moment: a few looks a day, each claw's oldest first.</summary>
    Task<ILookup<ClawName, DiskLevel>> ListDiskLevelsAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
