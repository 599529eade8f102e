using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ParentClaw.TestKit.Telegram;

/// <summary>Reads what a call carries, as JSON or as a form.</summary>
internal static class CallReader
{
    /// <summary>The parameters as they came, those of a form as text, and whether it was a form.</summary>
    public static async Task<(JsonObject Raw, bool IsForm)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var text = await reader.ReadToEndAsync(cancellationToken);
            return (text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), false);
        }

        var form = await request.ReadFormAsync(cancellationToken);
        var raw = new JsonObject();
        foreach (var (name, value) in form)
            raw[name] = value.ToString();
        foreach (var file in form.Files)
            raw[file.Name] = new JsonObject { ["$file"] = Describe(file) };
        return (raw, true);
    }

    private static JsonObject Describe(IFormFile file) => new() { ["name"] = file.FileName, ["size"] = file.Length };

    /// <summary>A form's texts as what the parameters hold.</summary>
    public static JsonObject Decode(JsonObject raw, JsonObject fields)
    {
        var decoded = new JsonObject();
        foreach (var (name, value) in raw)
        {
            // A number may be a chat's name too; the parent sends numbers alone.
            var isText = fields[name]?["types"]?.AsArray().Any(type => type!.GetValue<string>() == "String") != false
                && name != "chat_id";
            decoded[name] = value is JsonValue text && !isText ? Parse(text) : value?.DeepClone();
        }

        return decoded;
    }

    private static JsonNode? Parse(JsonValue text)
    {
        try
        {
            return JsonNode.Parse(text.GetValue<string>());
        }
        catch (JsonException)
        {
            return text.DeepClone(); // the description will say what is wrong with it
        }
    }
}
