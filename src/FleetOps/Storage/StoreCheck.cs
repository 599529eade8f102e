using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Whether a store's file is sound.</summary>
internal static class StoreCheck
{
    /// <summary>
    /// The first finding of the quick check, which reads every page but not every index; null where it is sound.
    /// </summary>
    public static string? QuickFinding(SqliteConnection connection) => Finding(connection, "quick_check");

    /// <summary>The first finding of the full check of a file that nobody has open; null where it is sound.</summary>
    public static string? Finding(string path)
    {
        try
        {
            using var connection = SqliteFile.Connect(path, SqliteOpenMode.ReadOnly);
            return Finding(connection, "integrity_check");
        }
        catch (SqliteException error) when (SqliteErrors.IsDamage(error))
        {
            return error.Message;
        }
    }

    private static string? Finding(SqliteConnection connection, string check)
    {
        try
        {
            var finding = connection.QueryFirst<string>($"PRAGMA {check}(1)");
            return finding == "ok" ? null : finding;
        }
        catch (SqliteException error) when (SqliteErrors.IsDamage(error))
        {
            return error.Message;
        }
    }
}
