using System.Text.Json;
using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What the API descriptions say of one value, with <c>$ref</c> and <c>allOf</c> merged.</summary>
internal sealed class Schema
{
    public string? Name { get; init; }

    public string? Type { get; set; }

    public string? Format { get; set; }

    public Regex? Pattern { get; set; }

    public int MinLength { get; set; }

    public int MaxLength { get; set; } = int.MaxValue;

    public double Minimum { get; set; } = double.NegativeInfinity;

    public double Maximum { get; set; } = double.PositiveInfinity;

    public int MinItems { get; set; }

    public int MaxItems { get; set; } = int.MaxValue;

    /// <summary>Allowed values, or null where any will do.</summary>
    public IReadOnlySet<string>? Enum { get; set; }

    /// <summary>Form of the values not named in <see cref="Enum"/>, where the list is open.</summary>
    public Regex? OpenEnum { get; set; }

    public bool ReadOnly { get; set; }

    public bool Nullable { get; set; }

    public string? Discriminator { get; set; }

    public Lazy<Schema>? Items { get; set; }

    /// <summary>Schema of properties that are not named; with <see cref="FreeForm"/> anything goes.</summary>
    public Lazy<Schema>? Additional { get; set; }

    public bool FreeForm { get; set; }

    public Dictionary<string, SchemaProperty> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>Discriminator value to the schema that extends this one.</summary>
    public Dictionary<string, Lazy<Schema>> Subtypes { get; } = new(StringComparer.Ordinal);
}

/// <summary>One property and the definition that it comes from; hand-made limits are named by both.</summary>
internal sealed record SchemaProperty(
    string Name, string Owner, bool ReadOnlyHere, IReadOnlyList<string>? Mutability, Lazy<Schema> Schema,
    JsonElement? Limits)
{
    public bool ReadOnly => ReadOnlyHere || Schema.Value.ReadOnly;
}
