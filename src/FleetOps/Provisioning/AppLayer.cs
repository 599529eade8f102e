using System.Collections.Immutable;
using System.Text;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>
/// What cloud-init puts on each new machine below <c>/opt/claw</c>: the folder <c>vm-runtime</c>, with a version of its
/// own.
/// </summary>
/// <param name="Version">The text of its file <c>VERSION</c>.</param>
/// <param name="Files">Its files, by path.</param>
public sealed record AppLayer(AppLayerVersion Version, ImmutableList<AppFile> Files)
{
    private const string VersionFile = "VERSION";
    private const string SettingsFile = "lifecycle/lib/settings.sh";
    private const string PinsFile = "install/lib/versions.sh";
    private const string OpenClawPin = "OPENCLAW_VERSION=";
    private const string Prefix = "vm-runtime/";

    /// <summary>
    /// The OpenClaw that it installs where nobody names another; null where it installs none, as the first ones did.
    /// </summary>
    public OpenClawVersion? OpenClaw { get; } = OpenClawVersion.TryParse(
        Files.Find(file => file.Path == PinsFile)?.Content.Split('\n')
            .FirstOrDefault(line => line.StartsWith(OpenClawPin, StringComparison.Ordinal))?[OpenClawPin.Length..],
        out var pinned)
        ? pinned
        : null;

    /// <summary>
    /// Whether its machines understand this line of <c>claw.env</c>: they refuse one that they do not, and those of an
    /// older layer know fewer.
    /// </summary>
    internal bool Knows(string setting) =>
        Files.Find(file => file.Path == SettingsFile) is not { } rules
        || rules.Content.Contains($"[{setting}]", StringComparison.Ordinal);

    /// <summary>The one that this parent brings along, embedded when it was built.</summary>
    internal static AppLayer Embedded()
    {
        var assembly = typeof(AppLayer).Assembly;
        return Of(
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith(Prefix, StringComparison.Ordinal)
            select new AppFile(name[Prefix.Length..], ReadText(assembly.GetManifestResourceStream(name)!)));
    }

    /// <summary>One that an earlier parent left in a folder.</summary>
    /// <exception cref="FormatException">The folder holds none.</exception>
    internal static AppLayer Read(string folder) => Of(
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        select new AppFile(
            Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(file)));

    private static AppLayer Of(IEnumerable<AppFile> files)
    {
        var sorted = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToImmutableList();
        return sorted.Find(file => file.Path == VersionFile) is { } version
            ? new AppLayer(AppLayerVersion.Parse(version.Content.Trim()), sorted)
            : throw new FormatException("An app layer has a file VERSION; this has none.");
    }

    private static string ReadText(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
