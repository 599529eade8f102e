using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Limits that the descriptions' source states in prose only (<c>x-limits</c>).</summary>
internal static class ValueLimits
{
    public static void Check(JsonElement? limits, JsonNode value, string path, JsonObject? owner)
    {
        if (limits is not { } all)
            return;
        var text = value.ToString();
        foreach (var limit in all.EnumerateObject())
        {
            if (!Holds(limit, text, owner))
                throw ArmException.BadRequest(
                    "InvalidParameter",
                    $"The value of parameter '{path}' breaks the limit {limit.Name} {limit.Value.GetRawText()}.");
        }
    }

    private static bool Holds(JsonProperty limit, string text, JsonObject? owner)
    {
        var windows = owner?.ContainsKey("windowsConfiguration") == true;
        return limit.Name switch
        {
            "pattern" => SpecDocument.NewRegex(limit.Value.GetString()!).IsMatch(text),
            "int32_parts" => text.Split('.').All(p => int.TryParse(p, CultureInfo.InvariantCulture, out _)),
            "range" => Between(limit.Value, double.Parse(text, CultureInfo.InvariantCulture)),
            "base64" => Decode(text) is not null,
            "base64_max_bytes" => Decode(text) is { } bytes && bytes.Length <= limit.Value.GetInt32(),
            "not_in" => !limit.Value.EnumerateArray()
                .Any(v => text.Equals(v.GetString(), StringComparison.OrdinalIgnoreCase)),
            "max_chars_linux" => windows || text.Length <= limit.Value.GetInt32(),
            "min_chars_linux" => windows || text.Length >= limit.Value.GetInt32(),
            "max_chars_windows" => !windows || text.Length <= limit.Value.GetInt32(),
            "min_chars_windows" => !windows || text.Length >= limit.Value.GetInt32(),
            _ => true,
        };
    }

    private static bool Between(JsonElement range, double number) =>
        number >= range[0].GetDouble() && number <= range[1].GetDouble();

    private static byte[]? Decode(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }
}
