namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>
/// The images of the sandbox's process machines: one tree, and for each version the file that makes the difference.
/// They are laid into the data folder at each start, so that a newer parent brings newer images.
/// </summary>
internal static class SandboxImages
{
    /// <summary>What a deploy takes by default.</summary>
    internal const string Default = "1.0.0";

    /// <summary>The one that never becomes ready; marked as broken.</summary>
    internal const string Bad = "1.2.0-bad";

    private const string VersionFile = "etc/claw-image";

    private static string Source => Path.Combine(AppContext.BaseDirectory, "SandboxHost", "image");

    /// <summary>Lays the images out and returns the folder of each version.</summary>
    internal static IReadOnlyDictionary<string, string> Lay(string folder)
    {
        var images = new Dictionary<string, string>();
        foreach (var version in Directory.EnumerateFiles(Path.Combine(Source, "versions")))
        {
            var name = Path.GetFileName(version);
            var image = Path.Combine(folder, name);
            if (Directory.Exists(image))
                Directory.Delete(image, recursive: true);
            Copy(new DirectoryInfo(Path.Combine(Source, "root")), image);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(image, VersionFile))!);
            File.Copy(version, Path.Combine(image, VersionFile), overwrite: true);
            images.Add(name, image);
        }

        return images;
    }

    // File.Copy keeps the mode; a link is made anew, so that it leads where it led.
    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo folder)
                Copy(folder, target);
            else
                File.Copy(entry.FullName, target);
        }
    }
}
