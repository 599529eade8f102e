using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The parent's own settings.</summary>
internal static class SettingRows
{
    /// <summary>Writes a setting; null deletes it.</summary>
    public static void Save(SqliteConnection connection, string key, string? value) => connection.Execute(
        value is null
            ? "DELETE FROM settings WHERE key = @key"
            : """
              INSERT INTO settings (key, value) VALUES (@key, @value)
              ON CONFLICT (key) DO UPDATE SET value = excluded.value
              """,
        new { key, value });

    /// <summary>The setting, or null.</summary>
    public static string? Find(SqliteConnection connection, string key) =>
        connection.QuerySingleOrDefault<string>("SELECT value FROM settings WHERE key = @key", new { key });
}
