using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A message in a chat, as it looks now.</summary>
/// <param name="Id">Its number in the chat.</param>
/// <param name="From">The id of whoever sent it.</param>
/// <param name="Who">The name of whoever sent it.</param>
/// <param name="Text">What it says, without markup; of a file what stands beneath it.</param>
public sealed record ShownMessage(long Id, long From, string Who, string Text)
{
    /// <summary>What in the text is marked up.</summary>
    public IReadOnlyList<Entity> Entities { get; init; } = [];

    /// <summary>The rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<ShownButton>> Buttons { get; init; } = [];

    /// <summary>When it was sent.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was last changed; null for never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether it was deleted; nobody sees what it said then.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Whether it came without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether it opens the keyboard on an answer.</summary>
    public bool AsksForReply { get; init; }

    /// <summary>What stands in the empty line of the answer.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The message it answers; null for none.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The name of its file; null for none.</summary>
    public string? File { get; init; }

    /// <summary>The length of its file in bytes.</summary>
    public long FileSize { get; init; }

    /// <summary>Its buttons as they were sent, compared to tell whether anything changed.</summary>
    internal JsonNode? Markup { get; init; }

    private static string Line(IEnumerable<ShownButton> row) =>
        $"\n  {string.Join(' ', row.Select(button => $"[{button.Text}]"))}";

    /// <summary>As a person sees it: who, what, files, buttons in brackets.</summary>
    public override string ToString()
    {
        if (IsDeleted)
            return $"{Who}: (deleted)";

        var file = File is null ? "" : $"{{{File}}} ";
        var edited = EditedAt is null ? "" : " (edited)";
        var lines = $"{Who}{edited}: {file}{Text}".TrimEnd().ReplaceLineEndings("\n  ");
        if (AsksForReply)
            lines += $"\n  (answer: {Placeholder})";
        return lines + string.Concat(Buttons.Select(Line));
    }
}
