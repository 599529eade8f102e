using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Something that happened. Exactly one of its parts is there, or none where the kind is not one of ours.
/// </summary>
/// <param name="UpdateId">Its number. They ascend, but begin anew at random after a quiet week.</param>
[JsonConverter(typeof(UpdateConverter))]
internal sealed record Update(long UpdateId)
{
    /// <summary>A message was written.</summary>
    public Message? Message { get; init; }

    /// <summary>A message was changed.</summary>
    public Message? EditedMessage { get; init; }

    /// <summary>A button was pressed.</summary>
    public CallbackQuery? CallbackQuery { get; init; }

    /// <summary>The bot was blocked, unblocked, put into a group or out of it.</summary>
    public ChatMemberUpdated? MyChatMember { get; init; }

    /// <summary>Why it could not be understood, without what it holds; null where it was. Not written.</summary>
    public string? Fault { get; init; }
}
