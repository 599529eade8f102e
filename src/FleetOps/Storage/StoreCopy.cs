using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>A copy of a store, whole and of one moment, taken while the store is in use.</summary>
internal static class StoreCopy
{
    /// <summary>Takes a copy into an empty file, and checks it.</summary>
    /// <returns>What is wrong with the copy; null where it is sound.</returns>
    public static string? Take(SqliteConnection source, string path)
    {
        using (var target = SqliteFile.Connect(path, SqliteOpenMode.ReadWriteCreate))
        {
            source.BackupDatabase(target);
            // One file, without a log beside it.
            target.Execute("PRAGMA journal_mode = DELETE");
        }

        return StoreCheck.Finding(path);
    }
}
