using System.Text.Json;

namespace ParentClaw.TestKit;

/// <summary>
/// As much of JSON Schema (2020-12) as our schemas use, strictly: a keyword it does not know is a fault of the schema,
/// so that nothing goes unchecked.
/// </summary>
public static class SchemaCheck
{
    private static readonly HashSet<string> Types =
        ["object", "array", "string", "integer", "number", "boolean", "null"];

    private static readonly HashSet<string> Said = ["description", "title", "default", "format", "$schema"];

    /// <summary>What is wrong with a schema; empty for nothing.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonElement schema) => [.. SchemaFaults(schema, "#")];

    /// <summary>Where a value does not hold to a schema; empty for nowhere.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonElement value, JsonElement schema) =>
        [.. FaultsOf(schema), .. Faults(value, schema, "#")];

    private static IEnumerable<string> SchemaFaults(JsonElement schema, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return [];
        if (schema.ValueKind != JsonValueKind.Object)
            return [$"{at} is no schema"];

        return schema.EnumerateObject().SelectMany(keyword => KeywordFaults(keyword, schema, $"{at}/{keyword.Name}"));
    }

    private static IEnumerable<string> KeywordFaults(JsonProperty keyword, JsonElement schema, string at)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "type":
                return TypesOf(value).Where(type => !Types.Contains(type)).Select(type => $"{at}: {type}");
            case "properties" when value.ValueKind == JsonValueKind.Object:
                return value.EnumerateObject().SelectMany(one => SchemaFaults(one.Value, $"{at}/{one.Name}"));
            case "required" when value.ValueKind == JsonValueKind.Array:
                return value.EnumerateArray().Select(name => name.GetString()!)
                    .Where(name => !schema.GetProperty("properties").TryGetProperty(name, out _))
                    .Select(name => $"{at}: {name} is no property");
            case "items" or "additionalProperties":
                return SchemaFaults(value, at);
            case "enum" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0:
            case "maxLength" when value.ValueKind == JsonValueKind.Number:
            case var said when Said.Contains(said):
                return [];
            default:
                return [$"{at}: not known, or of the wrong kind"];
        }
    }

    private static IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at)
    {
        if (schema.ValueKind == JsonValueKind.True)
            yield break;
        if (schema.ValueKind == JsonValueKind.False)
        {
            yield return $"{at} is not allowed";
            yield break;
        }

        if (schema.TryGetProperty("type", out var type) && !TypesOf(type).Any(one => IsOf(value, one)))
            yield return $"{at} is {value.ValueKind}, not {type}";
        if (schema.TryGetProperty("enum", out var choices)
            && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
            yield return $"{at} is {value}, not of {choices}";
        if (schema.TryGetProperty("maxLength", out var longest) && value.ValueKind == JsonValueKind.String
            && value.GetString()!.Length > longest.GetInt32())
            yield return $"{at} is longer than {longest}";

        var parts = value.ValueKind switch
        {
            JsonValueKind.Object => ObjectFaults(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, index) => Faults(item, items, $"{at}/{index}")),
            _ => [],
        };
        foreach (var fault in parts)
            yield return fault;
    }

    private static IEnumerable<string> ObjectFaults(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
                yield return $"{at}/{name} is missing";
        }

        foreach (var one in value.EnumerateObject())
        {
            var place = $"{at}/{one.Name}";
            var faults =
                schema.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty(one.Name, out var known) ? Faults(one.Value, known, place)
                : schema.TryGetProperty("additionalProperties", out var other) ? Faults(one.Value, other, place)
                : [];
            foreach (var fault in faults)
                yield return fault;
        }
    }

    private static IEnumerable<string> TypesOf(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(one => one.GetString()!)
        : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };
}
