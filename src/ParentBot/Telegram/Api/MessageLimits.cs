namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>How much fits; https://core.telegram.org/bots/api.</summary>
internal static class MessageLimits
{
    /// <summary>A message's text, in UTF-16 units after entities.</summary>
    public const int Text = 4096;

    /// <summary>The text beneath a file, in UTF-16 units after entities.</summary>
    public const int Caption = 1024;

    /// <summary>What a button carries, in bytes of UTF-8.</summary>
    public const int CallbackDataBytes = 64;

    /// <summary>What is shown for a moment after a press, in characters.</summary>
    public const int CallbackAnswer = 200;

    /// <summary>The word behind the slash in the menu, in characters.</summary>
    public const int CommandName = 32;

    /// <summary>A description in the menu, in characters.</summary>
    public const int CommandDescription = 256;

    /// <summary>Commands in a menu.</summary>
    public const int Commands = 100;
}
