using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// Takes a dated copy of store and key ring once a day (UTC), opens and checks it, and keeps the last few.
/// </summary>
public sealed partial class StoreCopies
{
    /// <summary>What a person types to put the last good copy in a damaged store's place.</summary>
    public const string RestoreCommand = "parentbot restore-store";

    private readonly SqliteFile _file;
    private readonly DataFolder _folder;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<StoreCopies> _logger;

    internal StoreCopies(
        SqliteFile file,
        DataFolder folder,
        IOptions<StorageOptions> options,
        TimeProvider time,
        ILogger<StoreCopies> logger)
    {
        _file = file;
        _folder = folder;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Takes today's copy unless it is there. Returns its path, or null where none was due.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: it could not be taken, or is not sound.
    /// </exception>
    public async Task<string?> CopyIfDueAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var copy = _folder.CopyOf(today);
        if (File.Exists(copy))
            return null;

        var part = $"{copy}.part";
        try
        {
            DataFolder.MakePrivate(_folder.Copies);
            File.Delete(part);
            DataFolder.MakePrivateFile(part);
            await _file.ReadAsync(source => Copy(source, part), cancellationToken);
            // The keys after the store: whatever the copy holds, its key was there before. The store's name comes last.
            CopyKeys(today);
            File.Move(part, copy);
            Rotate();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"Today's copy of the store cannot be written to {_folder.Copies}: {error.Message.TrimEnd('.')}. "
                + "See to the disk and to this account's rights; the next try follows by itself.",
                error);
        }
        finally
        {
            File.Delete(part);
        }

        LogCopied(copy);
        return copy;
    }

    private static bool Copy(SqliteConnection source, string path) => StoreCopy.Take(source, path) is { } finding
        ? throw new FleetException(
            FailureReason.StoreFailed,
            $"Today's copy of the store is not sound ({finding}) and was not kept. The store itself may be "
            + "damaged: stop the parent and start it again, it checks the store then.")
        : true;

    private void CopyKeys(DateOnly day)
    {
        var keys = _folder.KeysOf(day);
        if (Directory.Exists(keys))
            Directory.Delete(keys, recursive: true);

        DataFolder.MakePrivate(keys);
        foreach (var key in Directory.EnumerateFiles(_folder.Keys))
            File.Copy(key, Path.Combine(keys, Path.GetFileName(key)));
    }

    private void Rotate()
    {
        foreach (var day in _folder.CopiedDays().Skip(_options.Copies))
        {
            File.Delete(_folder.CopyOf(day));
            if (Directory.Exists(_folder.KeysOf(day)))
                Directory.Delete(_folder.KeysOf(day), recursive: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Copied the store to {Copy} and found the copy sound")]
    private partial void LogCopied(string copy);
}
