using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox.Arm;

/// <summary>The few OData filters that are asked for: <c>name eq 'value'</c>, joined by <c>and</c>.</summary>
internal static partial class Filters
{
    /// <summary>The value that a name must equal, unescaped, or null where the filter does not name it.</summary>
    public static string? Equal(string? filter, string name)
    {
        foreach (Match term in Term().Matches(filter ?? ""))
        {
            if (term.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                return term.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
        }

        return null;
    }

    /// <summary>Throws InvalidFilterInQueryString for anything else, so that no filter is silently ignored.</summary>
    public static void RequireUnderstood(string? filter)
    {
        if (!string.IsNullOrEmpty(filter) && !Whole().IsMatch(filter))
            throw ArmException.BadRequest(
                "InvalidFilterInQueryString", $"Invalid $filter '{filter}' specified in the query string.");
    }

    [GeneratedRegex(
        @"(?<name>\w+)\s+eq\s+'(?<value>([^']|'')*)'",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();

    [GeneratedRegex(
        @"^\s*\w+\s+eq\s+'([^']|'')*'(\s+and\s+\w+\s+eq\s+'([^']|'')*')*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();
}
