using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The rows of orders that must not be carried out twice.</summary>
internal static class BegunOrderRows
{
    /// <summary>Adds one; false where it is there.</summary>
    public static bool Add(SqliteConnection connection, string key, DateTimeOffset at) => connection.Execute(
        "INSERT INTO begun_orders (key, at) VALUES (@key, @at) ON CONFLICT (key) DO NOTHING",
        new { key, at = at.ToMicros() }) == 1;

    /// <summary>Deletes one, if it is there.</summary>
    public static int Remove(SqliteConnection connection, string key) =>
        connection.Execute("DELETE FROM begun_orders WHERE key = @key", new { key });

    /// <summary>Deletes those of before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM begun_orders WHERE at < @at", new { at = moment.ToMicros() });
}
