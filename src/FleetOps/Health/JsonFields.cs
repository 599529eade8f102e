using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// The fields of a JSON object from a machine: absent or null gives null, another type throws <see cref="FormatException"/>
/// with a phrase that names the field. Texts are cut, and lose the control characters that could deface a chat or a log.
/// </summary>
internal readonly struct JsonFields
{
    private const int LongestText = 200;
    private const int MostItems = 10;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly JsonElement? _element;

    private JsonFields(string name, JsonElement? element) =>
        _element = element is null or { ValueKind: JsonValueKind.Object } ? element : throw Mismatch(name, "an object");

    /// <summary>Reads the object that a script printed; false with a short reason where it printed none, or another than agreed.</summary>
    /// <param name="script">The script's name, for the reason.</param>
    /// <param name="text">What it printed.</param>
    /// <param name="read">Makes the value of the fields.</param>
    /// <param name="value">What was read.</param>
    /// <param name="refusal">Why not.</param>
    internal static bool TryRead<T>(
        string script, string text, Func<JsonFields, T> read,
        [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? refusal)
        where T : class
    {
        (value, refusal) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            value = read(new JsonFields("the whole", document.RootElement));
            return true;
        }
        catch (FormatException mismatch)
        {
            refusal = $"{script}: {mismatch.Message}";
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how System.Text.Json meets half of a surrogate pair, in names and in texts.
            refusal = $"{script} printed no JSON";
        }

        return false;
    }

    /// <summary>An object; one without fields where absent.</summary>
    internal JsonFields Object(string name) => new(name, Find(name));

    /// <summary>A list of objects; empty where absent.</summary>
    internal IReadOnlyList<JsonFields> Objects(string name, int most) =>
        [.. List(name).Take(most).Select(item => new JsonFields(name, item))];

    internal string? Text(string name) => Find(name) is { } value ? Clean(name, value) : null;

    /// <summary>A list of texts, of which the last are kept: such lists are newest last.</summary>
    internal IReadOnlyList<string> Texts(string name) =>
        [.. List(name).TakeLast(MostItems).Select(item => Clean(name, item))];

    internal bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Mismatch(name, "true or false"),
    };

    internal int? Integer(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        _ => throw Mismatch(name, "a whole number"),
    };

    internal double? Number(string name) => Find(name) is { } value ? Finite(name, value) : null;

    internal IReadOnlyList<double> Numbers(string name) =>
        [.. List(name).Take(MostItems).Select(item => Finite(name, item))];

    /// <summary>A moment as seconds since 1970.</summary>
    internal DateTimeOffset? Epoch(string name) => Number(name) switch
    {
        null => null,
        >= 0 and < 253_402_300_799 and var seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        _ => throw Mismatch(name, "seconds since 1970"),
    };

    private JsonElement? Find(string name) =>
        _element?.TryGetProperty(name, out var value) == true && value.ValueKind != JsonValueKind.Null ? value : null;

    private IEnumerable<JsonElement> List(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw Mismatch(name, "a list"),
    };

    private static double Finite(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Mismatch(name, "a number");

    private static string Clean(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Mismatch(name, "a text");

        var text = value.GetString() ?? "";
        text = text.Length > LongestText ? $"{Cut(text)}…" : text;
        return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
    }

    // Not between the halves of a surrogate pair.
    private static string Cut(string text) =>
        text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private static FormatException Mismatch(string name, string expected) => new($"'{name}' is not {expected}");
}
