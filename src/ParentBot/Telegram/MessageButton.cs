namespace ParentClaw.ParentBot.Telegram;

/// <summary>A button beneath a message: it brings data back, or opens an address.</summary>
/// <param name="Text">What it says.</param>
internal sealed record MessageButton(string Text)
{
    /// <summary>What a press brings back, 1 to 64 bytes; null where it opens an address.</summary>
    public string? Data { get; init; }

    /// <summary>
    /// What the button stands for where that is longer than <see cref="Data"/> can be; the press then tells its place,
    /// and the message's card has this.
    /// </summary>
    public string? Says { get; init; }

    /// <summary>What a press opens; null where it brings data back.</summary>
    public string? Url { get; init; }
}
