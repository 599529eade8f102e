namespace ParentClaw.ParentBot.Api;

/// <summary>The width that a caller wants text in.</summary>
internal static class TextWidth
{
    /// <summary>What a wrong one is told.</summary>
    public const string Rule = "columns is 0 for no limit, or from 20 to 10000.";

    /// <summary>Whether it is one: null for no text, 0 for no limit, else a width that text fits into.</summary>
    public static bool IsFit(int? columns) => columns is null or 0 or (>= 20 and <= 10_000);
}
