using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Digests;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The digests' rows.</summary>
internal static class DigestRows
{
    /// <summary>Writes the part of a change that is about digests.</summary>
    public static void Write(SqliteConnection connection, FleetChange change)
    {
        foreach (var member in change.DigestMembers)
            connection.Execute("INSERT OR IGNORE INTO digest_members (member) VALUES (@member)", new { member });
        foreach (var digest in change.Digests)
            Save(connection, digest);
        foreach (var id in change.RemovedDigests)
            connection.Execute("DELETE FROM digests WHERE number = @id", new { id });
    }

    /// <summary>All, oldest first.</summary>
    public static IReadOnlyList<Digest> List(SqliteConnection connection) =>
        [.. connection.Query<Row>("SELECT number, body FROM digests ORDER BY number").Select(row => row.ToDigest())];

    /// <summary>Who was given the digests that everybody begins with.</summary>
    public static IReadOnlySet<string> ListMembers(SqliteConnection connection) =>
        connection.Query<string>("SELECT member FROM digest_members").ToHashSet(StringComparer.Ordinal);

    private static void Save(SqliteConnection connection, Digest digest) => connection.Execute(
        digest.Id == 0
            ? """
              INSERT INTO digests (member, cron, body) VALUES (@member, @cron, @body)
              ON CONFLICT (member, cron) DO NOTHING
              """
            : "UPDATE digests SET body = @body WHERE number = @number",
        new
        {
            number = digest.Id,
            member = digest.Member,
            cron = digest.Cron,
            body = StoreJson.Default.Digest.ToBody(digest with { Id = 0 }),
        });

    private sealed record Row(long Number, string Body)
    {
        public Digest ToDigest() => StoreJson.Default.Digest.FromBody(Body) with { Id = Number };
    }
}
