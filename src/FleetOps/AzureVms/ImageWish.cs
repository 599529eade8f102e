using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What a person typed for an image; its version may be <c>latest</c>.</summary>
/// <param name="Source"><c>publisher:offer:sku</c>, or empty for our gallery.</param>
/// <param name="Version">A version, or <c>latest</c>.</param>
internal sealed record ImageWish(string Source, string Version)
{
    internal bool IsGallery => Source.Length == 0;

    /// <summary>
    /// Reads <c>1.0.0</c>, <c>latest</c>, <c>publisher:offer:sku:1.2.3</c> or <c>publisher:offer:sku:latest</c>.
    /// </summary>
    /// <exception cref="FleetException"><see cref="FailureReason.InvalidRequest"/>: it is none of these.</exception>
    internal static ImageWish Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var source = colon < 0 ? "" : text[..colon];
        var version = text[(colon + 1)..];
        // Any exact version in place of "latest" must make an exact image of it.
        var exact = version == "latest" ? $"{text[..(colon + 1)]}1.0.0" : text;
        return ImageVersion.TryParse(exact, out _)
            ? new ImageWish(source, version)
            : throw new FleetException(
                FailureReason.InvalidRequest,
                $"'{text}' is no image. Write a gallery version (1.0.0) or publisher:offer:sku:version;"
                + " the version may be latest.");
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() => IsGallery ? Version : $"{Source}:{Version}";
}
