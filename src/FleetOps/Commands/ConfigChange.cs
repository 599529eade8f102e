using System.Text.Json;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>A value of a configuration that is another in a second one. Pure.</summary>
/// <param name="Path">Where, as <c>channels.telegram.dmPolicy</c>.</param>
/// <param name="Was">What stood there; null for nothing.</param>
/// <param name="Is">What is to stand there; null for nothing.</param>
internal sealed record ConfigChange(string Path, JsonElement? Was, JsonElement? Is)
{
    /// <summary>In place of each secret where OpenClaw shows its configuration.</summary>
    public const string Redacted = "__OPENCLAW_REDACTED__";

    private const int LongestValue = 120;

    /// <summary>
    /// What is to change: objects are compared by their keys, all else as a whole. In the order of what was, then of
    /// what is.
    /// </summary>
    /// <param name="path">Where both stand; empty for the whole.</param>
    /// <param name="was">What stands there; null for nothing.</param>
    /// <param name="to">What is to stand there; null for nothing.</param>
    public static IEnumerable<ConfigChange> Between(string path, JsonElement? was, JsonElement? to)
    {
        if (IsFolder(was) || IsFolder(to))
        {
            if ((was is null || IsObject(was)) && (to is null || IsObject(to)))
                return Keys(was).Union(Keys(to))
                    .SelectMany(key => Between(Join(path, key), Find(was, key), Find(to, key)));
        }

        return IsSame(was, to) ? [] : [new ConfigChange(path, was, to)];
    }

    /// <summary>A value in a line, cut where it is long; no secret.</summary>
    public static string Say(JsonElement? value) => value switch
    {
        null => "nothing",
        { ValueKind: JsonValueKind.String } text when text.GetString() == Redacted => "a secret",
        { } other => Quoted.Line(SecretShapes.Redact(Compact(other)), LongestValue),
    };

    /// <summary>A value as JSON without a blank or newline too many.</summary>
    public static string Compact(JsonElement value) => JsonSerializer.Serialize(value, ConfigText.Compact);

    private static bool IsSame(JsonElement? was, JsonElement? to) =>
        was is { } one ? to is { } other && JsonElement.DeepEquals(one, other) : to is null;

    private static bool IsObject(JsonElement? value) => value is { ValueKind: JsonValueKind.Object };

    private static bool IsFolder(JsonElement? value) => IsObject(value) && value!.Value.EnumerateObject().Any();

    private static IEnumerable<string> Keys(JsonElement? value) =>
        IsObject(value) ? value!.Value.EnumerateObject().Select(property => property.Name) : [];

    private static JsonElement? Find(JsonElement? value, string key) =>
        IsObject(value) && value!.Value.TryGetProperty(key, out var found) ? found : null;

    private static string Join(string path, string key)
    {
        var name = key.Contains('.', StringComparison.Ordinal) ? $"[\"{key}\"]" : key;
        return path.Length == 0 ? name : name[0] == '[' ? $"{path}{name}" : $"{path}.{name}";
    }
}
