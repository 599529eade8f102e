using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Remote;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads what OpenClaw says of its configuration. Pure.</summary>
internal static class ConfigAnswers
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for people to read and edit, never for HTML
    };

    /// <summary>
    /// The whole of <c>config.get</c>: <c>parsed</c>, which is the file as it stands, <c>${NAME}</c> included, but
    /// redacted. Null where the file cannot be parsed.
    /// </summary>
    internal static GatewayConfig? Read(JsonElement answer) =>
        Find(answer, "parsed") is { ValueKind: JsonValueKind.Object } parsed
            ? new GatewayConfig(Indent(parsed), Text(answer, "hash"))
            : null;

    /// <summary>A part of it; null where nothing stands there.</summary>
    internal static GatewayConfig? ReadPart(JsonElement answer, string path) =>
        Find(answer, "parsed") is { } parsed && ConfigPath.Find(parsed, path) is { } part
            ? new GatewayConfig(Indent(part), Hash: null)
            : null;

    /// <summary>The whole to change, with the hash of what it was made from.</summary>
    internal static (JsonObject Whole, string Hash)? ReadWhole(JsonElement answer) =>
        Find(answer, "parsed") is { ValueKind: JsonValueKind.Object } parsed && Text(answer, "hash") is { } hash
            ? (JsonObject.Create(parsed)!, hash)
            : null;

    /// <summary>
    /// A line a fault, from <c>openclaw config validate --json</c>; null where it printed something else. Its exit code
    /// and <c>ok</c> say the same as <c>valid</c>.
    /// </summary>
    internal static IReadOnlyList<string>? ReadFaults(RemoteResult result)
    {
        var answer = TryParse(result.Text) ?? default;
        return Find(answer, "valid")?.ValueKind switch
        {
            JsonValueKind.True => [],
            JsonValueKind.False => Faults(answer),
            _ => null,
        };
    }

    /// <summary>JSON for people.</summary>
    internal static string Indent(JsonElement value) => JsonSerializer.Serialize(value, Indented);

    // A file that is missing, or no JSON at all, has no issues, only a message.
    private static IReadOnlyList<string> Faults(JsonElement answer)
    {
        List<string> faults =
            [.. Items(answer, "issues").Select(issue => $"{Text(issue, "path")}: {Text(issue, "message")}")];
        var message = Find(answer, "error") is { } error ? Text(error, "message") : null;
        return faults.Count > 0 ? faults : [message ?? "it is not valid"];
    }
}
