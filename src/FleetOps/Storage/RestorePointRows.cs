using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The restore points' rows.</summary>
internal static class RestorePointRows
{
    /// <summary>Adds one; one of that id is left as it is.</summary>
    public static void Add(SqliteConnection connection, RestorePoint point) => connection.Execute(
        """
        INSERT INTO restore_points (id, claw, taken_at, body) VALUES (@id, @claw, @takenAt, @body)
        ON CONFLICT (id) DO NOTHING
        """,
        new
        {
            id = point.Id.Value,
            claw = point.Claw.Value,
            takenAt = point.TakenAt.ToMicros(),
            body = StoreJson.Default.RestorePoint.ToBody(point),
        });

    /// <summary>Deletes one, if it is there.</summary>
    public static void Drop(SqliteConnection connection, RestorePointId id) =>
        connection.Execute("DELETE FROM restore_points WHERE id = @id", new { id = id.Value });

    /// <summary>A claw's, newest first.</summary>
    public static IReadOnlyList<RestorePoint> List(SqliteConnection connection, ClawName claw) =>
    [
        .. connection.Query<string>(
            "SELECT body FROM restore_points WHERE claw = @claw ORDER BY taken_at DESC, number DESC",
            new { claw = claw.Value }).Select(body => StoreJson.Default.RestorePoint.FromBody(body)),
    ];

    /// <summary>When the newest of each claw that has one was taken.</summary>
    public static IReadOnlyDictionary<ClawName, DateTimeOffset> ListNewest(SqliteConnection connection) =>
        connection.Query<Newest>("SELECT claw, taken_at AS TakenAt FROM restore_points")
            .GroupBy(row => row.Claw)
            .ToDictionary(some => ClawName.Parse(some.Key), some => Micros.FromMicros(some.Max(row => row.TakenAt)));

    private sealed record Newest(string Claw, long TakenAt);
}
