using System.Text.Json;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>What the body of an outgoing item or a card holds: all that a message shows.</summary>
/// <param name="Html">The text as HTML; with a document, what stands beneath that. Empty for what is deleted.</param>
/// <param name="Plain">The text as it is seen, for where Telegram refuses the HTML.</param>
/// <param name="Buttons">The rows of buttons.</param>
internal sealed record MessageBody(
    string Html, string Plain, params IReadOnlyList<IReadOnlyList<MessageButton>> Buttons)
{
    /// <summary>Whether the person's keyboard opens on an answer to it; then it has no buttons.</summary>
    public bool ForcesReply { get; init; }

    /// <summary>What stands in the empty line of the forced answer, 1 to 64 characters.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Whether in a group only the person is asked whose message it answers.</summary>
    public bool IsSelective { get; init; }

    /// <summary>The message it answers; where that is gone it is sent all the same.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The document it is; null for a text.</summary>
    public MessageDocument? Document { get; init; }

    /// <summary>Whether it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>A rendered message without buttons.</summary>
    public static MessageBody Of(HtmlMessage message) => new(message.Html, message.Plain)
    {
        Document = message.Document is { } text ? new MessageDocument(message.DocumentName, text) : null,
    };

    /// <summary>As the store keeps it; equal contents are equal texts.</summary>
    public string ToBody() => JsonSerializer.Serialize(this, MessageJson.Default.MessageBody);

    /// <summary>The message of a text that <see cref="ToBody"/> made.</summary>
    /// <exception cref="JsonException">This program did not write the text.</exception>
    public static MessageBody Parse(string body) =>
        JsonSerializer.Deserialize(body, MessageJson.Default.MessageBody)
        ?? throw new JsonException("A message's body is null.");
}
