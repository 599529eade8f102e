using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// One exact image. A gallery version is written <c>1.10.0</c>; a marketplace image
/// <c>publisher:offer:sku:version</c>, e.g. <c>Canonical:ubuntu-24_04-lts:server:24.04.202610140</c>.
/// Versions compare as numbers: 1.9.0 is older than 1.10.0.
/// </summary>
public sealed partial record ImageVersion : IComparable<ImageVersion>
{
    private ImageVersion(string source, string version)
    {
        Source = source;
        Version = version;
    }

    /// <summary>
    /// What the versions of are compared: <c>publisher:offer:sku</c>, or empty for our gallery's definition.
    /// </summary>
    public string Source { get; }

    /// <summary>
    /// The version: numbers with dots, and for gallery versions of the sandbox a suffix such as <c>-bad</c>.
    /// </summary>
    public string Version { get; }

    /// <summary>Whether it stands in our gallery rather than in the marketplace.</summary>
    public bool IsGallery => Source.Length == 0;

    /// <summary>
    /// Reads <c>1.10.0</c> or <c>publisher:offer:sku:version</c>; <c>latest</c> is no exact version and is refused.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageVersion? image)
    {
        image = null;
        if (text is null || Pattern().Match(text) is not { Success: true } match)
            return false;

        image = new ImageVersion(match.Groups["source"].Value.TrimEnd(':'), match.Groups["version"].Value);
        return true;
    }

    /// <summary>Reads an image that is known to be one, as from our own store.</summary>
    /// <exception cref="FormatException">The text is no exact image.</exception>
    public static ImageVersion Parse(string text) =>
        TryParse(text, out var image) ? image : throw new FormatException($"'{text}' is no exact image version.");

    /// <inheritdoc/>
    public int CompareTo(ImageVersion? other) => other is null
        ? 1
        : string.CompareOrdinal(Source, other.Source) is var bySource and not 0
            ? bySource
            : VersionOrder.Compare(Version, other.Version);

    /// <summary>As it is typed and shown.</summary>
    public override string ToString() => IsGallery ? Version : $"{Source}:{Version}";

    [GeneratedRegex(@"\A(?<source>([A-Za-z0-9._-]+:){3})?(?<version>\d{1,10}(\.\d{1,10}){1,3}(-[a-z0-9]{1,20})?)\z")]
    private static partial Regex Pattern();
}
