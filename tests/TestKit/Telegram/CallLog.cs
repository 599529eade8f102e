using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>
/// Writes calls as lines that <c>validate.py telegram-log</c> reads. They are what a bot said, and
/// may be searched for secrets that it must not say: tokens stand in addresses, and what people write is masked.
/// </summary>
/// <param name="file">Where to; null for nowhere.</param>
internal sealed class CallLog(string? file)
{
    private readonly Lock _gate = new();

    /// <summary>Adds a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">What was given back; null for a no.</param>
    public void Add(ApiCall call, JsonNode? result)
    {
        if (file is null)
            return;

        var line = new JsonObject { ["method"] = call.Method, ["params"] = call.Raw.DeepClone() };
        if (call.IsForm)
            line["form"] = true;
        if (result is not null)
            line["result"] = Masked(result.DeepClone());
        lock (_gate)
            File.AppendAllText(file, line.ToJsonString() + "\n");
    }

    private static JsonNode Masked(JsonNode node)
    {
        // A test may let a bot receive what no client sends: nothing here is surely what it should be.
        if (node is JsonObject && node["from"] is JsonObject from && $"{from["is_bot"]}" == "false"
            && node["text"] is JsonValue text)
            node["text"] = new string('x', $"{text}".Length);
        var parts = node switch
        {
            JsonObject whole => whole.Select(part => part.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var part in parts.OfType<JsonNode>().ToList())
            Masked(part);
        return node;
    }
}
