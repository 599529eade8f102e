namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// The one folder that holds all the parent must not lose: the store, the key ring, their daily copies.
/// </summary>
public sealed class DataFolder
{
    /// <summary>The environment variable that names another folder than the default.</summary>
    public const string Variable = "PARENTCLAW_DATA";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string path) => Path = path;

    /// <summary>Where it is, absolute.</summary>
    public string Path { get; }

    /// <summary>The store.</summary>
    public string Store => In("fleet.db");

    /// <summary>The key ring, without which no secret can be opened.</summary>
    public string Keys => In("keys");

    /// <summary>The daily copies of store and key ring.</summary>
    public string Copies => In("copies");

    /// <summary>Where a damaged store is moved when a copy takes its place; nothing here is ever deleted.</summary>
    public string Damaged => In("damaged");

    /// <summary>
    /// Where a backup is unpacked and proved; while it is here and the store is not, a restoration was interrupted.
    /// </summary>
    public string Restoring => In("restoring");

    /// <summary>The app layers of this parent and of those before it: a rollback needs the old ones.</summary>
    public string AppLayers => In("app-layers");

    /// <summary>The file that the one process holds locked.</summary>
    public string Lock => In("parent.lock");

    /// <summary>Who holds the lock, as text.</summary>
    public string LockHolder => In("parent.holder");

    /// <summary>
    /// The folder's path: <c>PARENTCLAW_DATA</c>, else <c>$XDG_DATA_HOME/parentclaw</c>, else
    /// <c>~/.local/share/parentclaw</c>.
    /// </summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="FleetException"><see cref="FailureReason.StoreFailed"/>: nothing names a folder.</exception>
    public static string Locate(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } given)
            return System.IO.Path.GetFullPath(given);
        // A relative path there is to be ignored, says the XDG Base Directory Specification.
        if (variable("XDG_DATA_HOME") is { Length: > 0 } shared && System.IO.Path.IsPathRooted(shared))
            return System.IO.Path.Combine(shared, "parentclaw");
        if (variable("HOME") is { Length: > 0 } home)
            return System.IO.Path.Combine(home, ".local", "share", "parentclaw");

        throw new FleetException(
            FailureReason.StoreFailed,
            $"This account has no home folder for ParentClaw's data. Set {Variable} to a folder.");
    }

    /// <summary>Opens the folder of this process's environment; see <see cref="Locate"/>.</summary>
    public static DataFolder OpenDefault() => Open(Locate(Environment.GetEnvironmentVariable));

    /// <summary>Opens a folder, and makes it where it is missing: for this account alone (mode 700).</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: it cannot be made or written.
    /// </exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        try
        {
            MakePrivate(folder.Path);
            MakePrivate(folder.Keys);
            // The folder may be somebody's choice and is left as it is; the keys are nobody else's business.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.Keys, OwnerOnly);
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The data folder {folder.Path} cannot be made or written: {error.Message.TrimEnd('.')}. "
                + $"Give this account the right to it, or set {Variable} to another folder.",
                error);
        }
    }

    /// <summary>The copy of the store that was taken on a day.</summary>
    public string CopyOf(DateOnly day) => System.IO.Path.Combine(Copies, $"fleet-{day:yyyy-MM-dd}.db");

    /// <summary>The copy of the key ring that was taken with it.</summary>
    public string KeysOf(DateOnly day) => System.IO.Path.Combine(Copies, $"keys-{day:yyyy-MM-dd}");

    /// <summary>The days of which there is a copy, newest first.</summary>
    public IReadOnlyList<DateOnly> CopiedDays()
    {
        if (!Directory.Exists(Copies))
            return [];

        var days = new List<DateOnly>();
        foreach (var copy in Directory.EnumerateFiles(Copies, "fleet-*.db").Select(System.IO.Path.GetFileName))
            if (DateOnly.TryParseExact(copy, "'fleet-'yyyy-MM-dd'.db'", out var day))
                days.Add(day);
        return [.. days.OrderDescending()];
    }

    /// <summary>The folder's path.</summary>
    public override string ToString() => Path;

    /// <summary>Makes a folder that only this account may enter; one that is there is left as it is.</summary>
    internal static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    /// <summary>Makes an empty file that only this account may read. It must not be there yet.</summary>
    internal static void MakePrivateFile(string path) => CreatePrivate(path).Dispose();

    /// <summary>The same, open for writing.</summary>
    internal static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
