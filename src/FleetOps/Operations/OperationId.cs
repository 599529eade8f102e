using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Id of an operation, short enough to type: <c>op-k3f9x2ma</c>. It is the key of its job and stands in every log line.
/// </summary>
public sealed partial record OperationId
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private OperationId(string value) => Value = value;

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>A new random id.</summary>
    public static OperationId New() => new($"op-{RandomNumberGenerator.GetString(Alphabet, 8)}");

    /// <summary>Reads an id.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OperationId? id)
    {
        id = text is not null && Pattern().IsMatch(text) ? new OperationId(text) : null;
        return id is not null;
    }

    /// <summary>Reads an id that is known to be one, as from our own store.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static OperationId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no operation's id.");

    /// <summary>The id itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\Aop-[a-z0-9]{8}\z")]
    private static partial Regex Pattern();
}
