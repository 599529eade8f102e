using System.Globalization;
using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A call as it came in.</summary>
/// <param name="Bot">As which bot.</param>
/// <param name="Method">What is called.</param>
/// <param name="Parameters">With what; a form's values read as what the parameter holds.</param>
internal sealed record ApiCall(TestBot Bot, string Method, JsonObject Parameters)
{
    /// <summary>The parameters as they came; those of a form as text.</summary>
    public JsonObject Raw { get; init; } = [];

    /// <summary>Whether it came as a form.</summary>
    public bool IsForm { get; init; }

    /// <summary>A number, which may come as text too; null where it is not given.</summary>
    public long? Number(string name) => Parameters[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? long.Parse(text, CultureInfo.InvariantCulture)
        : Parameters[name]?.GetValue<long>();

    /// <summary>A text, or null where it is not given.</summary>
    public string? Text(string name) => Parameters[name]?.GetValue<string>();

    /// <summary>The chat that is meant.</summary>
    public long Chat => Number("chat_id") ?? throw Refusal.BadRequest("chat_id is empty");

    /// <summary>The message that is meant.</summary>
    public long Message => Number("message_id") ?? throw Refusal.BadRequest("message identifier is not specified");
}
