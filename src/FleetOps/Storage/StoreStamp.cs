using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// Keeps a store to the place it was first used for: claws of one cloud are never ordered about in another.
/// </summary>
public sealed class StoreStamp
{
    private readonly SqliteFile _file;

    internal StoreStamp(SqliteFile file) => _file = file;

    /// <summary>Stamps a new store with this place, or makes sure that it is the one of the stamp.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: it is another; the sentence names both.
    /// </exception>
    public async Task EnsureAsync(CloudPlace configured, CancellationToken cancellationToken)
    {
        var stamped = await _file.WriteAsync(connection => Stamp(connection, configured), cancellationToken);
        if (!stamped.IsSameAs(configured))
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The store {_file.Path} belongs to the fleet of {stamped}, but this process is configured "
                + $"for {configured}. Configure it as before, or set {DataFolder.Variable} "
                + "to another folder for another fleet.");
    }

    private static CloudPlace Stamp(SqliteConnection connection, CloudPlace configured)
    {
        connection.Execute(
            """
            INSERT INTO stamp (only, kind, subscription, resource_group) VALUES (1, @Kind, @Subscription, @Group)
            ON CONFLICT (only) DO NOTHING
            """,
            configured);
        return connection.QuerySingle<CloudPlace>(
            """SELECT kind, subscription, resource_group AS "Group" FROM stamp""");
    }
}
