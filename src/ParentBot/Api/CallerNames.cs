using System.Text.RegularExpressions;

namespace ParentClaw.ParentBot.Api;

/// <summary>How agents may be called: the name stands in ids, in the audit trail and on cards.</summary>
internal static partial class CallerNames
{
    /// <summary>What a wrong one is told.</summary>
    public const string Rule = "it has 1 to 40 letters, digits, dots, dashes and underscores.";

    /// <summary>Whether it is one.</summary>
    public static bool IsFit(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,40}\z")]
    private static partial Regex Pattern();
}
