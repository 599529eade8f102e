using System.Formats.Tar;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>
/// Writes all that a fleet needs to live on elsewhere into one encrypted file: the store, the key ring, the app layers.
/// Inside is a tar archive of <c>fleet.db</c>, <c>keys/…</c> and <c>app-layers/…</c>; <see cref="BackupHeader"/> and
/// <see cref="SealedRecord"/> say what is around it.
/// </summary>
public static class FleetBackup
{
    /// <summary>What a person types to restore a backup.</summary>
    public const string RestoreCommand = "parentbot restore FILE";

    internal const string StoreEntry = "fleet.db";
    internal const string KeysEntry = "keys/";
    internal const string AppLayersEntry = "app-layers/";

    /// <summary>
    /// Writes a backup. A parent may run meanwhile: SQLite hands out the store as it is at one moment, and goes on.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="file">Where to; mode 600, there when it is whole. It must not be there yet.</param>
    /// <param name="passphrase">What opens it again.</param>
    /// <param name="cancellationToken">Heeded between files.</param>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.NotFound"/>: there is no store; <see cref="FailureReason.InvalidRequest"/>: the file is
    /// there; <see cref="FailureReason.StoreFailed"/>: the store is not sound, or the file cannot be written.
    /// </exception>
    public static Task WriteAsync(
        DataFolder folder, string file, Secret passphrase, CancellationToken cancellationToken) =>
        Task.Run(() => Write(folder, Path.GetFullPath(file), passphrase, cancellationToken), cancellationToken);

    private static void Write(DataFolder folder, string file, Secret passphrase, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Store))
            throw new FleetException(
                FailureReason.NotFound,
                $"There is no store in {folder}, so nothing to back up. {DataFolder.Variable} names the folder.");
        if (Path.Exists(file))
            throw new FleetException(
                FailureReason.InvalidRequest, $"{file} is there already, and no backup is written over. Name another.");

        var copy = $"{folder.Store}.{Guid.NewGuid():N}.part";
        var part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            CopyStore(folder, copy);
            using (var output = DataFolder.CreatePrivate(part))
            {
                Seal(folder, copy, output, passphrase, cancellationToken);
                output.Flush(flushToDisk: true);
            }

            File.Move(part, file);
        }
        catch (SqliteException error)
        {
            if (SqliteErrors.Translate(error, folder.Store) is { } failure)
                throw failure;
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The backup cannot be written to {file}: {error.Message.TrimEnd('.')}. "
                + "See to the disk and to this account's rights, then try again.",
                error);
        }
        finally
        {
            File.Delete(copy);
            if (Directory.Exists(Path.GetDirectoryName(part)))
                File.Delete(part);
        }
    }

    private static void CopyStore(DataFolder folder, string copy)
    {
        DataFolder.MakePrivateFile(copy);
        using var source = SqliteFile.Connect(folder.Store, SqliteOpenMode.ReadWrite);
        if (StoreCopy.Take(source, copy) is { } finding)
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The store {folder.Store} is not sound ({finding.Trim().TrimEnd('.')}), so no backup was written. "
                + $"Restore the last good copy first: {StoreCopies.RestoreCommand}");
    }

    private static void Seal(
        DataFolder folder, string store, Stream output, Secret passphrase, CancellationToken cancellationToken)
    {
        var header = BackupHeader.Make(passphrase);
        output.Write(header.Bytes);
        using var records = new SealingStream(output, header.Bytes, header.Key);
        using (var archive = new TarWriter(records, TarEntryFormat.Pax, leaveOpen: true))
        {
            archive.WriteEntry(store, StoreEntry);
            // The keys after the store: whatever the copy holds, its key was there before.
            foreach (var path in Content(folder.Keys).Concat(Content(folder.AppLayers)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                archive.WriteEntry(path, Path.GetRelativePath(folder.Path, path));
            }
        }

        records.Finish();
    }

    /// <summary>The files of a folder; what is still being made there begins with a dot.</summary>
    private static IEnumerable<string> Content(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
        : [];
}
