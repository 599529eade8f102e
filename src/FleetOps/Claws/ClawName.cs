using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// The name of a claw: 3 to 32 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>, beginning with a letter and ending
/// with a letter or digit. It is part of every resource name, so it fits each of Azure's naming rules.
/// </summary>
public sealed partial record ClawName : IComparable<ClawName>
{
    /// <summary>The rule, in a sentence for the person who typed something else.</summary>
    public const string Rule =
        "A claw's name has 3 to 32 characters of a-z, 0-9 and -, begins with a letter and ends with a letter or digit.";

    private ClawName(string value) => Value = value;

    /// <summary>The name as text, for storage and resource names.</summary>
    public string Value { get; }

    /// <summary>Reads a name; false where <paramref name="text"/> breaks the <see cref="Rule"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ClawName? name)
    {
        name = text is not null && Pattern().IsMatch(text) ? new ClawName(text) : null;
        return name is not null;
    }

    /// <summary>Reads a name that is known to be one, as from our own store.</summary>
    /// <exception cref="FormatException">The text breaks the <see cref="Rule"/>.</exception>
    public static ClawName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is no claw's name. {Rule}");

    /// <inheritdoc/>
    public int CompareTo(ClawName? other) => string.CompareOrdinal(Value, other?.Value);

    /// <summary>The name itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,30}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
