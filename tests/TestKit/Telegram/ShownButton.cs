namespace ParentClaw.TestKit.Telegram;

/// <summary>A button beneath a message.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Data">What a press brings back; null where it opens an address.</param>
/// <param name="Url">What a press opens.</param>
public sealed record ShownButton(string Text, string? Data, string? Url);
