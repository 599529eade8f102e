namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A piece of a text that is more than text.</summary>
/// <param name="Type">What it is, <c>bold</c>, <c>bot_command</c>, <c>text_link</c>.</param>
/// <param name="Offset">Where it begins, in UTF-16 units, as .NET counts.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
internal sealed record MessageEntity(string Type, int Offset, int Length)
{
    /// <summary>Where a <c>text_link</c> leads.</summary>
    public string? Url { get; init; }

    /// <summary>Whom a <c>text_mention</c> means.</summary>
    public User? User { get; init; }

    /// <summary>The language of a <c>pre</c>.</summary>
    public string? Language { get; init; }
}
