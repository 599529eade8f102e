using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// Version of the app layer: what cloud-init installs on each new machine (<c>vm-runtime/VERSION</c>).
/// </summary>
public sealed partial record AppLayerVersion : IComparable<AppLayerVersion>
{
    private AppLayerVersion(string value) => Value = value;

    /// <summary>The version as text: <c>1.2.0</c>.</summary>
    public string Value { get; }

    /// <summary>Reads <c>1.2.0</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AppLayerVersion? version)
    {
        version = text is not null && Pattern().IsMatch(text) ? new AppLayerVersion(text) : null;
        return version is not null;
    }

    /// <summary>Reads a version that is known to be one, as from our own store.</summary>
    /// <exception cref="FormatException">The text is no version.</exception>
    public static AppLayerVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is no app-layer version.");

    /// <inheritdoc/>
    public int CompareTo(AppLayerVersion? other) => other is null ? 1 : VersionOrder.Compare(Value, other.Value);

    /// <summary>The version itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A\d{1,9}(\.\d{1,9}){1,3}\z")]
    private static partial Regex Pattern();
}
