using System.Text.RegularExpressions;

namespace ParentClaw.Skills.Cli;

/// <summary>How long to wait, as it is written: <c>30s</c>, <c>10m</c>, <c>1h30m</c>. Pure.</summary>
internal static partial class Duration
{
    /// <summary>What is accepted.</summary>
    public const string Rule = "Write it as 30s, 10m or 1h30m; at most a week.";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Reads it; false for what is none, or no time at all, or more than a week.</summary>
    public static bool TryRead(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (Pattern().Match(text) is not { Success: true } match)
            return false;

        duration = new TimeSpan(Number(match, "d"), Number(match, "h"), Number(match, "m"), Number(match, "s"));
        return duration > TimeSpan.Zero && duration <= Longest;
    }

    private static int Number(Match match, string unit) =>
        match.Groups[unit] is { Success: true, ValueSpan: var digits } ? int.Parse(digits) : 0;

    [GeneratedRegex(@"\A(?:(?<d>[0-9]{1,6})d)?(?:(?<h>[0-9]{1,6})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,6})s)?\z")]
    private static partial Regex Pattern();
}
