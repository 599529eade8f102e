namespace ParentClaw.FleetOps.Storage;

/// <summary>Puts a copy in the place of a damaged store. Nothing is deleted: what stood there is moved aside.</summary>
public static class StoreRestoration
{
    /// <summary>Restores the newest copy that is sound, or that of one day.</summary>
    /// <param name="held">The right to the folder: no parent runs on it.</param>
    /// <param name="day">Of which day; null for the newest sound one.</param>
    /// <param name="time">The clock; it names the folder that takes what stood there.</param>
    /// <param name="cancellationToken">Heeded until the first file is moved.</param>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.NotFound"/>: there is no such copy, or none is sound;
    /// <see cref="FailureReason.StoreFailed"/>: the files cannot be moved.
    /// </exception>
    public static Task<RestoredStore> RestoreLatestAsync(
        ParentLock held, DateOnly? day, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Run(() => Restore(held.Folder, day, time, cancellationToken), cancellationToken);

    private static RestoredStore Restore(
        DataFolder folder, DateOnly? day, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var from = Choose(folder, day, cancellationToken);
            var part = $"{folder.Store}.part";
            File.Copy(folder.CopyOf(from), part, overwrite: true);
            var aside = MoveAside(folder, time);
            File.Move(part, folder.Store);
            AddKeys(folder, folder.KeysOf(from));
            return new RestoredStore(from, aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The copy cannot be put in its place: {error.Message.TrimEnd('.')}. See to the disk and to this "
                + $"account's rights in {folder}, then repeat: {StoreCopies.RestoreCommand}",
                error);
        }
    }

    private static DateOnly Choose(DataFolder folder, DateOnly? day, CancellationToken cancellationToken)
    {
        var days = folder.CopiedDays();
        foreach (var candidate in days.Where(candidate => day is null || candidate == day))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (StoreCheck.Finding(folder.CopyOf(candidate)) is null)
                return candidate;
        }

        throw new FleetException(
            FailureReason.NotFound,
            days.Count == 0
                ? $"There is no copy in {folder.Copies}. Move {folder.Store} away to begin with an empty fleet."
                : $"No sound copy{(day is { } of ? $" of {of:yyyy-MM-dd}" : "")} is in {folder.Copies}. "
                    + $"There are: {string.Join(", ", days.Select(known => $"{known:yyyy-MM-dd}"))}.");
    }

    /// <summary>Moves the store and its logs to a folder of this moment; null where there is none.</summary>
    internal static string? MoveAside(DataFolder folder, TimeProvider time)
    {
        string[] standing = [.. new[] { "", "-wal", "-shm" }.Select(tail => folder.Store + tail).Where(File.Exists)];
        if (standing.Length == 0)
            return null;

        var aside = Path.Combine(folder.Damaged, $"{time.GetUtcNow():yyyy-MM-dd-HHmmssfff}");
        DataFolder.MakePrivate(aside);
        foreach (var file in standing)
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        return aside;
    }

    /// <summary>
    /// Adds the keys of a folder to the ring. Those that are there stay: a ring may only grow, or secrets set since
    /// would be lost for good.
    /// </summary>
    internal static void AddKeys(DataFolder folder, string from)
    {
        if (!Directory.Exists(from))
            return;

        foreach (var key in Directory.EnumerateFiles(from))
        {
            var target = Path.Combine(folder.Keys, Path.GetFileName(key));
            if (File.Exists(target))
                continue;

            // Half a key would be there the next time, and stay.
            File.Copy(key, $"{target}.part", overwrite: true);
            File.Move($"{target}.part", target);
        }
    }
}
