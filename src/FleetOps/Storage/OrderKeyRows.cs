using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The rows of what each key of a program stands for.</summary>
internal static class OrderKeyRows
{
    /// <summary>Lets a key stand for an order; false where it stands for another.</summary>
    public static bool Bind(SqliteConnection connection, string key, string digest, DateTimeOffset at)
    {
        connection.Execute(
            "INSERT INTO order_keys (key, digest, at) VALUES (@key, @digest, @at) ON CONFLICT (key) DO NOTHING",
            new { key, digest, at = at.ToMicros() });
        return connection.QuerySingle<string>("SELECT digest FROM order_keys WHERE key = @key", new { key }) == digest;
    }

    /// <summary>Deletes those of before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM order_keys WHERE at < @at", new { at = moment.ToMicros() });
}
