using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Id of a restore point: <c>rp-</c> and the random part of the operation that took it.</summary>
public sealed partial record RestorePointId
{
    private RestorePointId(string value) => Value = value;

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>The one restore point that an operation takes: asked twice, the same.</summary>
    public static RestorePointId Of(OperationId operation) => new($"rp-{operation.Value[3..]}");

    /// <summary>Reads an id.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RestorePointId? id)
    {
        id = text is not null && Pattern().IsMatch(text) ? new RestorePointId(text) : null;
        return id is not null;
    }

    /// <summary>Reads an id that is known to be one, as from our own store.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static RestorePointId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no restore point's id.");

    /// <summary>The id itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\Arp-[a-z0-9]{8}\z")]
    private static partial Regex Pattern();
}
