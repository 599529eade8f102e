using System.Text.Json;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// What an <c>openclaw … --json</c> command printed. Exit codes lie (0 while the gateway is down, 0 for a skipped
/// update), so
/// the JSON decides: <c>{"ok":false,"error":{"type","kind","message"}}</c> is a refusal whatever the code, and success
/// is what
/// the caller finds in the object itself.
/// </summary>
internal static class GatewayAnswer
{
    // The gateway could not be reached or does not answer; measured for a stopped and for a hung one.
    private const string TransportError = "gateway_transport_error";
    private const string NobodyListens = "ECONNREFUSED";

    // The year 9999.
    private const long LatestMoment = 253_370_764_800_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>The object printed on stdout.</summary>
    /// <param name="claw">Whose, for the sentences.</param>
    /// <param name="result">How the command ended.</param>
    /// <param name="otherwise">What it means where it printed neither an answer nor an error.</param>
    /// <exception cref="FleetException"><see cref="FailureReason.Unavailable"/>: the gateway is down;
    /// <see cref="FailureReason.Timeout"/>, <see cref="FailureReason.Unreachable"/>: it hangs, or broke off;
    /// <see cref="FailureReason.GatewayRefused"/>: it said no, with its words.</exception>
    internal static JsonElement Read(
        string claw, RemoteResult result, FailureReason otherwise = FailureReason.GatewayRefused)
    {
        var answer = TryParse(result.Text) ?? TryParse(result.Error);
        if (answer is { } root && FindError(root) is { } error)
            throw Refusal(claw, error);

        if (answer is null || !result.IsSuccess)
            throw Unexpected(claw, result, otherwise);

        return answer.Value;
    }

    /// <summary>The failure of a command that has no JSON for it.</summary>
    internal static FleetException Unexpected(
        string claw, RemoteResult result, FailureReason reason = FailureReason.GatewayRefused) => new(
        reason,
        $"{claw}'s openclaw ended with exit code {result.ExitCode}: {LastWords(result)}");

    internal static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? TryGetString(value)
            : null;

    /// <summary>An element of an object, or null.</summary>
    internal static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The entries of a list; none where there is no list.</summary>
    internal static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The texts of a list; what is none is passed over.</summary>
    internal static IEnumerable<string> Texts(JsonElement element, string name) =>
        Items(element, name)
            .Select(item => item.ValueKind == JsonValueKind.String ? TryGetString(item) : null)
            .OfType<string>();

    /// <summary>A whole number, or null.</summary>
    internal static long? Number(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>A moment in milliseconds since 1970, or null where there is none that can be.</summary>
    internal static DateTimeOffset? Moment(JsonElement element, string name) =>
        Number(element, name) is { } milliseconds && milliseconds is >= 0 and < LatestMoment
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    internal static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.Clone();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how System.Text.Json meets half of a surrogate pair in a name.
            return null;
        }
    }

    private static FleetException Refusal(string claw, JsonElement error)
    {
        var said = Text(error, "message") ?? "no reason given";
        return Text(error, "type") == TransportError
            ? new FleetException(
                TransportReason(error),
                $"{claw}'s gateway does not answer ({said}). /resuscitate {claw} brings it back.")
            : new FleetException(FailureReason.GatewayRefused, $"{claw}'s gateway refuses: {said}");
    }

    // A stopped gateway was never asked; what a hung one, or one that broke off, did of it is not known.
    private static FailureReason TransportReason(JsonElement error) => Text(error, "kind") switch
    {
        "timeout" => FailureReason.Timeout,
        _ when Text(error, "reason")?.Contains(NobodyListens, StringComparison.Ordinal) == true =>
            FailureReason.Unavailable,
        _ => FailureReason.Unreachable,
    };

    private static JsonElement? FindError(JsonElement root) =>
        Find(root, "ok") is { ValueKind: JsonValueKind.False } ? Find(root, "error") ?? root : null;

    private static string LastWords(RemoteResult result)
    {
        var source = string.IsNullOrWhiteSpace(result.Error) ? result.Text : result.Error;
        var words = source.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.FirstOrDefault(line => line.Contains("Reason:", StringComparison.Ordinal))
            ?? words.FirstOrDefault()
            ?? "it printed nothing";
    }

    private static string? TryGetString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: no text.
            return null;
        }
    }
}
