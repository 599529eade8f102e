using System.Formats.Tar;
using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage.Migrations;

namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>
/// Puts a backup in the place of a store. All of it is decrypted, checked and opened beside first; then the store that
/// stood there is moved aside and the new one takes its place. Keys and app layers are added to those that are there.
/// Interrupted in between, the next start refuses and says what to repeat.
/// </summary>
public static class BackupRestoration
{
    /// <summary>Restores a backup.</summary>
    /// <param name="held">The right to the folder: no parent runs on it.</param>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">What it was taken with.</param>
    /// <param name="time">The clock; it names the folder that takes what stood there.</param>
    /// <param name="cancellationToken">Heeded until the first file is moved.</param>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.NotFound"/>: there is no such file; <see cref="FailureReason.InvalidRequest"/>: it
    /// cannot be restored, one of <see cref="BackupRefusals"/>; <see cref="FailureReason.StoreFailed"/>: the files
    /// cannot be written.
    /// </exception>
    public static Task<RestoredBackup> RestoreAsync(
        ParentLock held, string file, Secret passphrase, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Run(() => Restore(held.Folder, file, passphrase, time, cancellationToken), cancellationToken);

    private static RestoredBackup Restore(
        DataFolder folder, string file, Secret passphrase, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new FleetException(FailureReason.NotFound, $"There is no file {file}.");

        var isBetween = false;
        try
        {
            Forget(folder.Restoring);
            var beside = DataFolder.Open(folder.Restoring);
            var takenAt = Unpack(file, passphrase, beside, cancellationToken);
            Prove(file, beside);

            cancellationToken.ThrowIfCancellationRequested();
            StoreRestoration.AddKeys(folder, beside.Keys);
            AddAppLayers(folder, beside);
            isBetween = true;
            var aside = StoreRestoration.MoveAside(folder, time);
            File.Move(beside.Store, folder.Store);
            isBetween = false;
            return new RestoredBackup(takenAt, aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The backup cannot be put in its place: {error.Message.TrimEnd('.')}. See to the disk and to this "
                + $"account's rights in {folder}, then repeat: {FleetBackup.RestoreCommand}",
                error);
        }
        finally
        {
            if (!isBetween)
                Forget(folder.Restoring);
        }
    }

    private static DateTimeOffset Unpack(
        string file, Secret passphrase, DataFolder to, CancellationToken cancellationToken)
    {
        using var input = File.OpenRead(file);
        var header = BackupHeader.Read(input, file, passphrase);
        using var records = new UnsealingStream(input, header.Bytes, header.Key, file);
        using var archive = new TarReader(records);
        DateTimeOffset? takenAt = null;
        while (archive.GetNextEntry() is { } entry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsOurs(entry))
                throw BackupRefusals.Unsound(file, $"it holds {entry.Name}, which belongs in no backup");

            Write(entry, Path.Combine(to.Path, entry.Name));
            if (entry.Name == FleetBackup.StoreEntry)
                takenAt = entry.ModificationTime;
        }

        records.CopyTo(Stream.Null); // the archive ends before the last record, and only that proves the end
        return takenAt ?? throw BackupRefusals.Unsound(file, "there is no store in it");
    }

    private static bool IsOurs(TarEntry entry) =>
        entry.EntryType == TarEntryType.RegularFile
        && !entry.Name.Split('/').Any(part => part is "" or "." or "..")
        && (entry.Name == FleetBackup.StoreEntry
            || entry.Name.StartsWith(FleetBackup.KeysEntry, StringComparison.Ordinal)
            || entry.Name.StartsWith(FleetBackup.AppLayersEntry, StringComparison.Ordinal));

    private static void Write(TarEntry entry, string path)
    {
        DataFolder.MakePrivate(Path.GetDirectoryName(path)!);
        using var output = DataFolder.CreatePrivate(path);
        entry.DataStream?.CopyTo(output);
        output.Flush(flushToDisk: true);
    }

    private static void Prove(string file, DataFolder beside)
    {
        if (StoreCheck.Finding(beside.Store) is { } finding)
            throw BackupRefusals.Unsound(file, $"its store is damaged ({finding.Trim().TrimEnd('.')})");

        using (var connection = SqliteFile.Connect(beside.Store, SqliteOpenMode.ReadWrite))
        {
            if (connection.QuerySingle<long>("PRAGMA user_version") > StoreLayout.All[^1].Number)
                throw BackupRefusals.Newer(file);
        }

        using var store = StoreFile.Open(beside); // brings its layout up to date, while it is nobody's yet
        using var look = SqliteFile.Connect(beside.Store, SqliteOpenMode.ReadWrite);
        if (!KeyRing.Fits(beside, SecretRows.ListAll(look)))
            throw BackupRefusals.Unsound(file, "its keys open none of its secrets");
    }

    private static void AddAppLayers(DataFolder folder, DataFolder beside)
    {
        if (!Directory.Exists(beside.AppLayers))
            return;

        DataFolder.MakePrivate(folder.AppLayers);
        foreach (var layer in Directory.EnumerateDirectories(beside.AppLayers))
            if (Path.Combine(folder.AppLayers, Path.GetFileName(layer)) is var target && !Directory.Exists(target))
                Directory.Move(layer, target);
    }

    private static void Forget(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
