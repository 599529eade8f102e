using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A piece of a text that is more than text.</summary>
/// <param name="Type">What it is, <c>bold</c>.</param>
/// <param name="Offset">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
/// <param name="Url">Where a <c>text_link</c> leads.</param>
/// <param name="Language">The language of a <c>pre</c>.</param>
public sealed record Entity(string Type, int Offset, int Length, string? Url = null, string? Language = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type, ["offset"] = Offset, ["length"] = Length };
        if (Url is not null)
            json["url"] = Url;
        if (Language is not null)
            json["language"] = Language;
        return json;
    }

    internal static Entity Read(JsonNode json) => new(
        json["type"]!.GetValue<string>(),
        json["offset"]!.GetValue<int>(),
        json["length"]!.GetValue<int>(),
        json["url"]?.GetValue<string>(),
        json["language"]?.GetValue<string>());
}
