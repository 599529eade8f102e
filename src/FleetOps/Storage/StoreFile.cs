using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Storage.Backups;
using ParentClaw.FleetOps.Storage.Migrations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Opens the store of a data folder: sound, of this version's layout, or not at all.</summary>
internal static class StoreFile
{
    /// <summary>Opens the store, checks it, brings its layout up to date; makes an empty one in a new folder.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: it is damaged, gone while copies are there, of a newer layout, or
    /// cannot be written; the sentence says what to do.
    /// </exception>
    public static SqliteFile Open(DataFolder folder)
    {
        if (!File.Exists(folder.Store))
            Begin(folder);

        SqliteFile? file = null;
        try
        {
            file = SqliteFile.Open(folder.Store);
            using var connection = SqliteFile.Connect(folder.Store, SqliteOpenMode.ReadWrite);
            if (StoreCheck.QuickFinding(connection) is { } finding)
                throw Damaged(folder, finding, null);

            StoreLayout.Run(connection);
            return file;
        }
        catch (SqliteException error) when (SqliteErrors.IsDamage(error))
        {
            file?.Dispose();
            throw Damaged(folder, error.Message, error);
        }
        catch (SqliteException error)
        {
            file?.Dispose();
            if (SqliteErrors.Translate(error, folder.Store) is { } failure)
                throw failure;
            throw;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    // A restoration that was interrupted, or a file deleted by mistake, must not end in an empty fleet.
    private static void Begin(DataFolder folder)
    {
        if (Directory.Exists(folder.Restoring))
            throw new FleetException(
                FailureReason.StoreFailed,
                $"A backup was being restored to {folder}, and that was interrupted. "
                + $"Repeat it: {FleetBackup.RestoreCommand}");

        if (folder.CopiedDays() is [var day, ..])
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The store {folder.Store} is missing, but there are copies of it. Restore the last one "
                + $"({day:yyyy-MM-dd}) with: {StoreCopies.RestoreCommand} - or move {folder.Copies} "
                + "away to begin with an empty fleet.");

        try
        {
            // SQLite gives its log files the mode of the file itself.
            DataFolder.MakePrivateFile(folder.Store);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The store {folder.Store} cannot be made: {error.Message.TrimEnd('.')}. "
                + "See to the disk and to this account's rights, then try again.",
                error);
        }
    }

    private static FleetException Damaged(DataFolder folder, string finding, SqliteException? inner) => new(
        FailureReason.StoreFailed,
        $"The store {folder.Store} is damaged ({finding.Trim().TrimEnd('.')}). "
        + (folder.CopiedDays() is [var day, ..]
            ? $"Restore the last good copy ({day:yyyy-MM-dd}) with: {StoreCopies.RestoreCommand}"
            : $"There is no copy yet. Keep the file and move it away to begin anew: mv {folder.Store}* ELSEWHERE"),
        inner);
}
