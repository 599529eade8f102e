namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>How texts can be marked up; of three ways the one that the parent uses.</summary>
internal static class ParseModes
{
    /// <summary>As HTML of a few tags, where <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> must be escaped.</summary>
    public const string Html = "HTML";
}
