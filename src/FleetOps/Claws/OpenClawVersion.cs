using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// A version of OpenClaw, as <c>openclaw --version</c> says it: <c>2026.9.6</c>. A newer one migrates the state on the
/// data disk; an older one then refuses it (exit 78).
/// </summary>
public sealed partial record OpenClawVersion : IComparable<OpenClawVersion>
{
    /// <summary>What is accepted.</summary>
    public const string Rule = "It is a version as 2026.9.6.";

    private OpenClawVersion(string value) => Value = value;

    /// <summary>The version as text: <c>2026.9.6</c>.</summary>
    public string Value { get; }

    /// <summary>Reads <c>2026.9.6</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpenClawVersion? version)
    {
        version = text is not null && Pattern().IsMatch(text) ? new OpenClawVersion(text) : null;
        return version is not null;
    }

    /// <summary>Reads a version that is known to be one, as from our own store.</summary>
    /// <exception cref="FormatException">The text is no version.</exception>
    public static OpenClawVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is no OpenClaw version.");

    /// <summary>The newer of two; the other where one is not known.</summary>
    public static OpenClawVersion? Newer(OpenClawVersion? one, OpenClawVersion? other) =>
        one is null || one.CompareTo(other) < 0 ? other : one;

    /// <inheritdoc/>
    public int CompareTo(OpenClawVersion? other) => other is null ? 1 : VersionOrder.Compare(Value, other.Value);

    /// <summary>The version itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A\d{1,9}(\.\d{1,9}){2}(-[a-z0-9.]{1,20})?\z")]
    private static partial Regex Pattern();
}
