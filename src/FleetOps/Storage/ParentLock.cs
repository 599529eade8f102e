namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// The right to use a data folder: one process at a time. The operating system gives it back when the process ends,
/// however it ends.
/// </summary>
public sealed class ParentLock : IDisposable
{
    // What the runtime reports for a file that another process holds: EAGAIN on Linux and macOS, a sharing violation on
    // Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;

    private ParentLock(DataFolder folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
    }

    /// <summary>The folder that is ours.</summary>
    public DataFolder Folder { get; }

    /// <summary>Takes the right, and leaves word for others who has it.</summary>
    /// <param name="folder">To which folder.</param>
    /// <param name="face">
    /// What this process is to a person: <c>terminal</c>, <c>telegram</c>, <c>restore-store</c>.
    /// </param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: another process has it, and the sentence names it; or the folder cannot
    /// be written.
    /// </exception>
    public static ParentLock Take(DataFolder folder, string face, TimeProvider time)
    {
        FileStream? held = null;
        try
        {
            held = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(
                folder.LockHolder,
                $"process {Environment.ProcessId} ({face}), since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC");
            return new ParentLock(folder, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new FleetException(FailureReason.StoreFailed, Sentence(folder, error), error);
        }
    }

    /// <summary>Gives the right back.</summary>
    public void Dispose()
    {
        File.Delete(Folder.LockHolder);
        _lock.Dispose();
    }

    private static string Sentence(DataFolder folder, Exception error) => Held.Contains(error.HResult)
        ? $"ParentClaw runs already on {folder}: {Holder(folder)}. Use that one, or stop it first; "
            + $"for a second fleet set {DataFolder.Variable} to another folder."
        : $"{folder.Lock} cannot be written: {error.Message.TrimEnd('.')}. "
            + "See to the disk and to this account's rights, then try again.";

    private static string Holder(DataFolder folder) =>
        File.Exists(folder.LockHolder) ? File.ReadAllText(folder.LockHolder) : "a process that is just starting";
}
