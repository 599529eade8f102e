using System.Text;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// A folder of mode 700 for this process alone, with a short path, for sockets and keys; deleted at dispose. One that a
/// killed process left behind is deleted by the next one that starts.
/// </summary>
internal sealed partial class PrivateFolder : IDisposable
{
    /// <summary>
    /// Longest socket path in bytes: the kernel takes 107, and ssh makes it under a name 17 longer first.
    /// </summary>
    public const int LongestSocket = 90;

    private const string Prefix = "pclaw-";
    private const string LockName = "lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private PrivateFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <param name="within">Where; null means <c>$XDG_RUNTIME_DIR</c>, else <c>/tmp</c>.</param>
    public static PrivateFolder Create(string? within)
    {
        var given = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "";
        var place = within ?? (IsFit(given) ? given : "/tmp");
        if (!IsPlain().IsMatch(place))
            throw new InvalidOperationException(
                $"{place} is no folder for sockets: set Ssh:RuntimeFolder to a path of letters, digits and . _ - /.");
        Directory.CreateDirectory(place);
        DeleteLeftBehind(place);

        var path = System.IO.Path.Combine(place, Prefix + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        return new PrivateFolder(path, Lock(path, FileMode.CreateNew));
    }

    /// <summary>A path for a socket in it.</summary>
    /// <exception cref="InvalidOperationException">It would be too long for a socket.</exception>
    public string Socket(string name)
    {
        var path = File(name);
        return Encoding.UTF8.GetByteCount(path) <= LongestSocket
            ? path
            : throw new InvalidOperationException(
                $"{path} is too long for a socket: set Ssh:RuntimeFolder to a folder with a shorter path.");
    }

    /// <summary>A path for a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file of mode 600 in it, in place of one there.</summary>
    public async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var path = File(name);
        var made = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        await using var writer = new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), made);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Delete(Path);
        _lock.Dispose();
    }

    private static bool IsFit(string place) =>
        IsPlain().IsMatch(place) && place.Length <= LongestSocket / 2 && Directory.Exists(place);

    private static void DeleteLeftBehind(string place)
    {
        foreach (var path in Directory.EnumerateDirectories(place, Prefix + "*"))
        {
            try
            {
                using var free = Lock(path, FileMode.Open);
                Delete(path);
            }
            catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it is another account's: not ours to delete.
            }
        }
    }

    // The kernel lets go of it at whatever death of the process.
    private static FileStream Lock(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    private static void Delete(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            System.IO.File.Delete(file);
        Directory.Delete(folder);
    }

    // The client expands % in paths and splits at blanks.
    [GeneratedRegex(@"\A/[A-Za-z0-9/._-]+\z")]
    private static partial Regex IsPlain();
}
