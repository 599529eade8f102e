using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>The published description of the Bot API, <c>tests/Specs/telegram-bot-api.json</c>.</summary>
public sealed class BotApiSpec
{
    private readonly JsonObject _methods;
    private readonly JsonObject _types;
    private readonly JsonObject _limits;
    private readonly JsonObject _groups;

    private BotApiSpec(JsonObject spec)
    {
        _methods = spec["methods"]!.AsObject();
        _types = spec["types"]!.AsObject();
        _limits = spec["limits"]!["fields"]!.AsObject();
        _groups = spec["limits"]!["groups"]!.AsObject();
    }

    /// <summary>The description, read once.</summary>
    public static BotApiSpec Shared { get; } = new(JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Specs", "telegram-bot-api.json")))!.AsObject());

    /// <summary>Whether there is such a method.</summary>
    public bool Has(string method) => _methods.ContainsKey(method);

    /// <summary>The parameters of a method by name, or null: <c>{"types":["Integer"],"required":true}</c>.</summary>
    public JsonObject? Parameters(string method) => _methods[method]?["fields"]?.AsObject();

    /// <summary>The fields of a type by name, or null.</summary>
    public JsonObject? Fields(string type) => _types[type]?["fields"]?.AsObject();

    /// <summary>The types that stand for a type that has several; itself where it has none.</summary>
    public IEnumerable<string> Expand(string type) => _types[type]?["subtypes"] is JsonArray subtypes
        ? subtypes.SelectMany(subtype => Expand(subtype!.GetValue<string>()))
        : [type];

    /// <summary>A limit of a field, <c>chars</c> of <c>BotCommand.description</c>; null where there is none.</summary>
    public JsonNode? Limit(string owner, string field, string kind) => _limits[$"{owner}.{field}"]?[kind];

    /// <summary>What is wrong with a call by names, types and closed lists; lengths are Telegram's to refuse.</summary>
    public IReadOnlyList<string> Findings(string method, JsonObject parameters)
    {
        var findings = new List<string>();
        if (Parameters(method) is not { } fields)
            return [$"{method}: unknown method"];

        Check(method, fields, parameters, method, findings);
        return findings;
    }

    private void Check(string owner, JsonObject fields, JsonObject value, string path, List<string> findings)
    {
        foreach (var (name, given) in value)
        {
            var at = $"{path}.{name}";
            if (fields[name] is not { } field)
                findings.Add($"{at}: unknown: not a field of {owner}");
            else if (!Types(field).SelectMany(Expand).Any(type => Fits(type, given, at, findings)))
                findings.Add($"{at}: type: expected {string.Join(" or ", Types(field))}, got {given?.ToJsonString()}");
            else
                CheckList(owner, name, given!, at, findings);
        }

        findings.AddRange(fields
            .Where(field => field.Value!["required"]!.GetValue<bool>() && !value.ContainsKey(field.Key))
            .Select(field => $"{path}.{field.Key}: missing: required by {owner}"));
        if (_groups[owner]?["exactly_one_except"] is JsonArray always)
        {
            var kinds = value.Count(given => always.All(name => name!.GetValue<string>() != given.Key));
            if (kinds != 1)
                findings.Add($"{path}: group: {owner} needs exactly one kind, has {kinds}");
        }
    }

    // An object that has the right shape is gone into; its own findings name the place better than "wrong type" would.
    private bool Fits(string type, JsonNode? value, string path, List<string> findings)
    {
        const string array = "Array of ";
        if (type.StartsWith(array, StringComparison.Ordinal))
        {
            var types = Expand(type[array.Length..]).ToList();
            return value is JsonArray items && items.Index().All(
                item => types.Exists(inner => Fits(inner, item.Item, $"{path}[{item.Index}]", findings)));
        }

        if (type == "InputFile")
            return value is JsonObject file && file.ContainsKey("$file");
        if (Fields(type) is { } fields)
        {
            if (value is not JsonObject inner || !IsMeant(type, fields, inner))
                return false;
            Check(type, fields, inner, path, findings);
            return true;
        }

        return type switch
        {
            "Integer" => value is JsonValue number && number.TryGetValue<long>(out _),
            "Float" => value is JsonValue number && number.TryGetValue<double>(out _),
            "String" => value is JsonValue text && text.TryGetValue<string>(out _),
            "Boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
            _ => false,
        };
    }

    // Among several types the discriminator decides, and where there is none, what must be there.
    private bool IsMeant(string type, JsonObject fields, JsonObject value) => fields.All(field =>
        Limit(type, field.Key, "const") is { } expected
            ? JsonNode.DeepEquals(value[field.Key], expected)
            : !field.Value!["required"]!.GetValue<bool>() || value.ContainsKey(field.Key));

    private void CheckList(string owner, string name, JsonNode value, string path, List<string> findings)
    {
        if (Limit(owner, name, "enum") is JsonArray closed && !closed.Any(item => JsonNode.DeepEquals(item, value)))
            findings.Add($"{path}: enum: {value.ToJsonString()}");
        if (Limit(owner, name, "items_enum") is JsonArray known && value is JsonArray items)
        {
            findings.AddRange(items.Where(item => !known.Any(one => JsonNode.DeepEquals(one, item)))
                .Select(item => $"{path}: enum: {item?.ToJsonString()}"));
        }
    }

    private static IEnumerable<string> Types(JsonNode field) =>
        field["types"]!.AsArray().Select(type => type!.GetValue<string>());
}
