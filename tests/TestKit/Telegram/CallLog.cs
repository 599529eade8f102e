using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>
/// Writes calls as lines that <c>validate.py telegram-log</c> reads. Tokens stand in addresses, so in none of them.
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
            line["result"] = result.DeepClone();
        lock (_gate)
            File.AppendAllText(file, line.ToJsonString() + "\n");
    }
}
