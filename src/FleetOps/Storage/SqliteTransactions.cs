using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Transactions by hand: whole or not at all, and the connection is fit for the next one either way.</summary>
/// <remarks>
/// Where a COMMIT fails, as on a full disk, SQLite may have rolled back by itself. <see cref="SqliteTransaction"/> does
/// not ask: its own ROLLBACK then fails, hides the cause, and leaves the connection in a transaction that no longer
/// exists.
/// </remarks>
internal static class SqliteTransactions
{
    /// <summary>Runs work that writes; it takes the write lock first.</summary>
    public static T Writing<T>(this SqliteConnection connection, Func<SqliteConnection, T> work) =>
        Run(connection, "BEGIN IMMEDIATE", work);

    /// <summary>Runs work that reads several times in one snapshot.</summary>
    public static T Reading<T>(this SqliteConnection connection, Func<SqliteConnection, T> work) =>
        Run(connection, "BEGIN DEFERRED", work);

    private static T Run<T>(SqliteConnection connection, string begin, Func<SqliteConnection, T> work)
    {
        // Each of these statements has two words: Dapper takes a single one for a stored procedure's name.
        connection.Execute(begin);
        try
        {
            var result = work(connection);
            connection.Execute("COMMIT TRANSACTION");
            return result;
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                connection.Execute("ROLLBACK TRANSACTION");
            throw;
        }
    }
}
