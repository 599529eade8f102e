using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Opens the person's keyboard on an answer to this message: the one way in which answers reach a bot in groups.
/// </summary>
internal sealed record ForceReply : ReplyMarkup
{
    /// <summary>Always true; a field of the protocol.</summary>
    [JsonPropertyName("force_reply")]
    public bool IsForced { get; init; } = true;

    /// <summary>What stands in the empty line, 1 to 64 characters.</summary>
    public string? InputFieldPlaceholder { get; init; }

    /// <summary>Whether in a group only those are asked who are mentioned, or whose message this answers.</summary>
    public bool? Selective { get; init; }
}
