using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>
/// The JSON Schema (2020-12) by which editors check and complete a manifest; made from its keys. Pure.
/// </summary>
public static class ManifestSchema
{
    /// <summary>Telegram's ids have at most 52 bits, which every JSON reader keeps.</summary>
    internal const long LargestNumber = 4_503_599_627_370_495;

    /// <summary>The schema.</summary>
    public static JsonObject Make()
    {
        var claw = ObjectOf(ManifestKeys.OfClaw);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A fleet of claws",
            ["description"] = "What parentclaw plan compares and parentclaw apply makes true. It holds no secrets.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(ManifestKeys.Claws),
            ["properties"] = new JsonObject
            {
                [ManifestKeys.Defaults] = new JsonObject
                {
                    ["description"] = "What every claw has that says nothing else itself.",
                    ["$ref"] = "#/$defs/claw",
                },
                [ManifestKeys.Claws] = new JsonObject
                {
                    ["description"] = "The claws by name; one that is not named is left alone.",
                    ["type"] = new JsonArray("object", "null"),
                    ["propertyNames"] = new JsonObject { ["pattern"] = ManifestKeys.NamePattern },
                    ["additionalProperties"] = new JsonObject { ["$ref"] = "#/$defs/claw" },
                },
            },
            ["$defs"] = new JsonObject { ["claw"] = claw },
        };
    }

    private static JsonObject ObjectOf(IEnumerable<ManifestKey> keys, bool mayBeEmpty = true)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var key in keys)
        {
            properties[key.Name] = Of(key);
            if (key.IsRequired)
                required.Add(key.Name);
        }

        var made = new JsonObject
        {
            ["type"] = mayBeEmpty ? new JsonArray("object", "null") : "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        if (required.Count > 0)
            made["required"] = required;
        return made;
    }

    private static JsonObject Of(ManifestKey key)
    {
        var made = key.Kind switch
        {
            ManifestKind.Text => TextOf(key),
            ManifestKind.Number => Number(),
            ManifestKind.Numbers => ListOf(Number()),
            ManifestKind.Words => ListOf(TextOf(key)),
            ManifestKind.Texts => MapOf(key, TextOf(key)),
            ManifestKind.Maps => MapOf(key, ObjectOf(key.Keys, mayBeEmpty: false)),
            _ => throw new InvalidOperationException($"{key.Kind} has no schema."),
        };
        made["description"] = key.Summary;
        return made;
    }

    private static JsonObject TextOf(ManifestKey key)
    {
        var made = new JsonObject { ["type"] = "string" };
        if (!key.Choices.IsEmpty)
            made["enum"] = new JsonArray([.. key.Choices.Select(choice => (JsonNode)choice)]);
        else if (key.Pattern is { } pattern)
            made["pattern"] = pattern;
        else
            (made["minLength"], made["maxLength"]) = (1, key.Longest);
        return made;
    }

    private static JsonObject Number() =>
        new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = LargestNumber };

    private static JsonObject ListOf(JsonObject item) =>
        new() { ["type"] = "array", ["items"] = item, ["uniqueItems"] = true };

    private static JsonObject MapOf(ManifestKey key, JsonObject value) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = key.NamePattern },
        ["additionalProperties"] = value,
    };
}
