using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Reads what digests need from the one SQLite file.</summary>
internal sealed class SqliteDigestStore(SqliteFile file) : IDigestStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Digest>> ListDigestsAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(DigestRows.List, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> ListDigestMembersAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(DigestRows.ListMembers, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OperationRecord>> ListOperationsSinceAsync(
        DateTimeOffset moment, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => OperationRows.ListSince(connection, moment), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<ClawName, DateTimeOffset>> ListNewestRestorePointsAsync(
        CancellationToken cancellationToken) =>
        file.ReadAsync(RestorePointRows.ListNewest, cancellationToken);

    /// <inheritdoc/>
    public Task<ILookup<ClawName, DiskLevel>> ListDiskLevelsAsync(
        DateTimeOffset since, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => DiskLevelRows.List(connection, since), cancellationToken);
}
