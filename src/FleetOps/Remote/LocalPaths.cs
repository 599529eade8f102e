namespace ParentClaw.FleetOps.Remote;

/// <summary>Where a local machine's paths are here.</summary>
internal static class LocalPaths
{
    /// <summary>An absolute path of the machine as a path here; <c>..</c> does not lead out of its root.</summary>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public static string Rebase(LocalMachine machine, string path)
    {
        if (!Path.IsPathRooted(path))
            throw new ArgumentException($"{path} is no absolute path.", nameof(path));
        return machine.Root.TrimEnd('/') + Path.GetFullPath(path);
    }

    /// <summary>
    /// The program that a word names: a file of the machine, else of this host where the path is absolute; by the
    /// machine's PATH where it has no slash. Null where there is none.
    /// </summary>
    public static string? FindProgram(LocalMachine machine, string word)
    {
        if (Path.IsPathRooted(word))
            return new[] { Rebase(machine, word), word }.FirstOrDefault(File.Exists);
        if (word.Length == 0 || word.Contains('/', StringComparison.Ordinal))
            return null;
        return machine.Environment.GetValueOrDefault("PATH", "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, word))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != UnixFileMode.None;
}
