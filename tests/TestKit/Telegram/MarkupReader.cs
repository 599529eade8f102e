using System.Text;
using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>Reads the text and the buttons of a call, as strictly as Telegram.</summary>
/// <param name="violations">Gets what Telegram lets pass but nobody means.</param>
internal sealed class MarkupReader(Action<string> violations)
{
    /// <summary>The text of a call, by its parse mode or entities.</summary>
    /// <exception cref="Refusal">It cannot be read, or is empty or too long.</exception>
    public RichText Text(ApiCall call)
    {
        var read = Read(call, "text", "entities");
        if (read.Text.Length == 0)
            throw Refusal.BadRequest("message text is empty");
        if (read.Text.Length > 4096)
            throw Refusal.BadRequest(call.Method == "sendMessage" ? "message is too long" : "MESSAGE_TOO_LONG");
        return read;
    }

    /// <summary>The text beneath a file; may be empty.</summary>
    public RichText Caption(ApiCall call)
    {
        var read = Read(call, "caption", "caption_entities");
        return read.Text.Length > 1024 ? throw Refusal.BadRequest("message caption is too long") : read;
    }

    /// <summary>The buttons of a call.</summary>
    /// <exception cref="Refusal">One of them is none.</exception>
    public static IReadOnlyList<IReadOnlyList<ShownButton>> Buttons(ApiCall call) =>
        call.Parameters["reply_markup"]?["inline_keyboard"] is JsonArray rows
            ? [.. rows.Select(row => row!.AsArray().Select(one => Button(one!)).ToList()).Where(row => row.Count > 0)]
            : [];

    private RichText Read(ApiCall call, string name, string entities)
    {
        var source = (call.Text(name) ?? "").Replace("\r", "", StringComparison.Ordinal);
        switch (call.Text("parse_mode"))
        {
            case null or "":
                var given = call.Parameters[entities]?.AsArray().Select(one => Entity.Read(one!)).ToList() ?? [];
                return given.Exists(one => one.Offset < 0 || one.Offset + one.Length > source.Length)
                    ? throw Refusal.BadRequest("ENTITY_BOUNDS_INVALID")
                    : new RichText(source, given).Trimmed();
            case var mode when mode.Equals("html", StringComparison.OrdinalIgnoreCase):
                var read = HtmlMarkup.Parse(source, out var hasBareAmpersand);
                if (hasBareAmpersand)
                    violations($"{call.Method}.{name}: an unescaped & in HTML: {source}");
                return read;
            default:
                violations($"{call.Method}.parse_mode: this server reads HTML alone");
                throw Refusal.BadRequest("unsupported parse_mode");
        }
    }

    private static ShownButton Button(JsonNode json)
    {
        var text = json["text"]?.GetValue<string>() ?? "";
        var data = json["callback_data"]?.GetValue<string>();
        var url = json["url"]?.GetValue<string>();
        if (string.IsNullOrWhiteSpace(text))
            throw Refusal.BadRequest("can't parse inline keyboard button: Field \"text\" must be of type String");
        if (data is null && url is null)
            throw Refusal.BadRequest("Text buttons are unallowed in the inline keyboard");
        if (data is not null && Encoding.UTF8.GetByteCount(data) is < 1 or > 64)
            throw Refusal.BadRequest("BUTTON_DATA_INVALID");
        if (url is not null && !IsAddress(url))
            throw Refusal.BadRequest($"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL");
        return new ShownButton(text, data, url);
    }

    // A host without a dot, as localhost, is none to Telegram.
    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == "tg" || uri.Scheme is "http" or "https" && uri.Host.Contains('.'));
}
