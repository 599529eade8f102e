using System.Text.Json;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// The fields of a JSON object from a machine: absent or null gives null, another type throws <see cref="FormatException"/>
/// with a phrase that names the field. Texts are cut, and lose the control characters that could deface a chat or a log.
/// </summary>
/// <param name="element">The object.</param>
/// <param name="longestText">Characters kept of each text.</param>
/// <param name="mostTexts">Entries kept of each list, the last ones: lists are newest last.</param>
internal readonly struct JsonFields(JsonElement element, int longestText, int mostTexts)
{
    private readonly JsonElement _element = element.ValueKind == JsonValueKind.Object
        ? element
        : throw new FormatException("expected an object");

    internal string? Text(string name) => Find(name) is { } value ? Clean(name, value) : null;

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

    internal double? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        _ => throw Mismatch(name, "a number"),
    };

    /// <summary>A moment as seconds since 1970.</summary>
    internal DateTimeOffset? Epoch(string name) => Number(name) switch
    {
        null => null,
        >= 0 and < 253_402_300_799 and var seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        _ => throw Mismatch(name, "seconds since 1970"),
    };

    internal IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } list)
            return [];

        if (list.ValueKind != JsonValueKind.Array)
            throw Mismatch(name, "a list of texts");

        var fields = this;
        return [.. list.EnumerateArray().TakeLast(mostTexts).Select(item => fields.Clean(name, item))];
    }

    /// <summary>A list of objects; empty where absent.</summary>
    internal IReadOnlyList<JsonFields> Objects(string name, int most)
    {
        if (Find(name) is not { } list)
            return [];

        if (list.ValueKind != JsonValueKind.Array)
            throw Mismatch(name, "a list of objects");

        var (texts, length) = (mostTexts, longestText);
        return [.. list.EnumerateArray().Take(most).Select(item => new JsonFields(item, length, texts))];
    }

    /// <summary>An object; null where absent.</summary>
    internal JsonFields? Object(string name) =>
        Find(name) is { } value ? new JsonFields(value, longestText, mostTexts) : null;

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Clean(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Mismatch(name, "a text");

        try
        {
            var text = value.GetString() ?? "";
            text = text.Length > longestText ? $"{Cut(text)}…" : text;
            return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json's way to say that an escape is half of a surrogate pair.
            throw Mismatch(name, "well-formed text");
        }
    }

    // Not between the halves of a surrogate pair.
    private string Cut(string text) => text[..(char.IsHighSurrogate(text[longestText - 1]) ? longestText - 1 : longestText)];

    private static FormatException Mismatch(string name, string expected) => new($"'{name}' is not {expected}");
}
