using System.Reflection;

namespace ParentClaw.Skills;

/// <summary>
/// <c>parentclaw skill install</c>: puts the skill <c>parent-claw</c> where an OpenClaw of this account finds it.
/// </summary>
internal static class SkillInstall
{
    /// <summary>The skill's name and its folder's.</summary>
    public const string Name = "parent-claw";

    private const string HomeVariable = "OPENCLAW_STATE_DIR";
    private const int Failed = 1;
    private const int Refused = 5;

    private static readonly Assembly Own = typeof(SkillInstall).Assembly;

    /// <summary>
    /// Installs it into <c>skills/parent-claw</c> of OpenClaw's folder, whole or not; a second run changes nothing.
    /// </summary>
    /// <param name="openclawHome">
    /// OpenClaw's folder, made where it is missing; null for <c>$OPENCLAW_STATE_DIR</c>, else <c>~/.openclaw</c>, which
    /// has to be there.
    /// </param>
    /// <param name="output">Takes what was done and what to do next.</param>
    /// <param name="errors">Takes why not.</param>
    /// <param name="cancellationToken">Stops it before anything is put in place.</param>
    /// <returns>The exit status: 0, 1 where it cannot be written, 5 where something else stands in its place.</returns>
    public static async Task<int> RunAsync(
        string? openclawHome, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var home = Path.GetFullPath(openclawHome ?? DefaultHome());
        var folder = Path.Combine(home, "skills", Name);
        if (Obstacle(home, folder, isGiven: openclawHome is not null) is { } obstacle)
        {
            await errors.WriteLineAsync(obstacle);
            return Refused;
        }

        var files = Files();
        try
        {
            if (await IsSameAsync(folder, files, cancellationToken))
            {
                await output.WriteLineAsync($"The skill is at {folder} already; nothing was changed.");
                return 0;
            }

            await PlaceAsync(home, folder, files, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"The skill could not be written to {folder}: {failure.Message}");
            return Failed;
        }

        await output.WriteLineAsync(
            $"""
            The skill is at {folder}. New turns of the agent see it.
            OpenClaw's gateway needs parentclaw on its PATH,
            and PARENTCLAW_DATA where the parent's data folder is not the default.
            Look whether it is eligible: openclaw skills info {Name}
            """);
        return 0;
    }

    /// <summary>The skill's files by their path in its folder.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Files()
    {
        var start = $"{Name}/";
        return Own.GetManifestResourceNames()
            .Where(name => name.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(name => name[start.Length..], Content, StringComparer.Ordinal);
    }

    private static byte[] Content(string name)
    {
        using var content = Own.GetManifestResourceStream(name)!;
        using var whole = new MemoryStream();
        content.CopyTo(whole);
        return whole.ToArray();
    }

    // OpenClaw's own rule for its folder.
    private static string DefaultHome()
    {
        var account = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Environment.GetEnvironmentVariable(HomeVariable) is not { Length: > 0 } given
            ? Path.Combine(account, ".openclaw")
            : given == "~" || given.StartsWith("~/", StringComparison.Ordinal)
                ? account + given[1..]
                : given;
    }

    private static string? Obstacle(string home, string folder, bool isGiven)
    {
        if (File.Exists(home))
            return $"{home} is a file. Name OpenClaw's folder: parentclaw skill install --openclaw-home DIR";
        if (!isGiven && !Directory.Exists(home))
            return $"There is no OpenClaw at {home}. Install it, or name its folder: --openclaw-home DIR";

        // A link could lead anywhere, and what is there would be replaced.
        return new[] { Path.GetDirectoryName(folder)!, folder }.FirstOrDefault(IsNoFolder) is { } path
            ? $"{path} is a file or a link, and left as it is. Move it away, and try again."
            : null;
    }

    private static bool IsNoFolder(string path) =>
        File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static async Task<bool> IsSameAsync(
        string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            return false;

        var there = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        if (there.Length != files.Count)
            return false;

        foreach (var path in there)
        {
            if (!files.TryGetValue(Path.GetRelativePath(folder, path), out var content)
                || !(await File.ReadAllBytesAsync(path, cancellationToken)).SequenceEqual(content))
            {
                return false;
            }
        }

        return true;
    }

    // Written beside, then moved: who looks in between sees the old skill, none, or the new one, never half of one.
    private static async Task PlaceAsync(
        string home, string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        var (fresh, old) = (Path.Combine(home, $".{Name}.new"), Path.Combine(home, $".{Name}.old"));
        Clear(fresh, old); // what a run left that was killed
        foreach (var (path, content) in files)
            await WriteAsync(Path.Combine(fresh, path), content, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        if (Directory.Exists(folder))
            Directory.Move(folder, old);
        Directory.Move(fresh, folder);
        Clear(old);
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        await file.WriteAsync(content, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static void Clear(params IEnumerable<string> folders)
    {
        foreach (var folder in folders.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
