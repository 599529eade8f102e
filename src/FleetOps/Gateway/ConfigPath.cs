using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>A dotted path into a configuration: <c>channels.telegram</c>, <c>agents.list.0.name</c>. Pure.</summary>
internal static class ConfigPath
{
    /// <summary>What stands at the path; null where nothing does.</summary>
    public static JsonElement? Find(JsonElement whole, string path)
    {
        JsonElement? at = whole;
        foreach (var name in path.Split('.'))
        {
            at = at switch
            {
                { ValueKind: JsonValueKind.Array } list when Index(name) is { } index =>
                    index < list.GetArrayLength() ? list[index] : null,
                { } element => GatewayAnswer.Find(element, name),
                null => null,
            };
        }

        return at;
    }

    /// <summary>Sets the value at the path, making objects on the way; null takes it away.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.GatewayRefused"/>: something that holds no parts stands on the way.
    /// </exception>
    public static void Set(JsonObject whole, string path, JsonNode? value)
    {
        var names = path.Split('.');
        JsonNode at = whole;
        foreach (var name in names[..^1])
            at = Step(at, name, path);

        switch (at)
        {
            case JsonObject parent when value is null:
                parent.Remove(names[^1]);
                break;
            case JsonObject parent:
                parent[names[^1]] = value;
                break;
            case JsonArray list when Index(names[^1]) is { } index && index < list.Count:
                list[index] = value;
                break;
            default:
                throw NoWay(path, names[^1]);
        }
    }

    private static JsonNode Step(JsonNode at, string name, string path)
    {
        if (at is JsonArray list && Index(name) is { } index && index < list.Count)
            return list[index] ?? throw NoWay(path, name);

        if (at is not JsonObject parent)
            throw NoWay(path, name);

        if (parent[name] is not { } next)
            parent[name] = next = new JsonObject();
        return next;
    }

    private static int? Index(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static FleetException NoWay(string path, string name) => new(
        FailureReason.GatewayRefused, $"{path} leads nowhere: what stands before {name} has no such part.");
}
