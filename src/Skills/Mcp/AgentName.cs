namespace ParentClaw.Skills.Mcp;

/// <summary>Names of agents: 1 to 40 of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
internal static class AgentName
{
    private const string Nameless = "mcp";
    private const int Longest = 40;

    /// <summary>Makes one of what a client calls itself; it comes from outside and may be anything.</summary>
    public static string Of(string? given)
    {
        var fit = new string([.. (given ?? "").Take(Longest).Select(sign => IsFit(sign) ? sign : '-')]).Trim('-');
        return fit.Length > 0 ? fit : Nameless;
    }

    private static bool IsFit(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-';
}
