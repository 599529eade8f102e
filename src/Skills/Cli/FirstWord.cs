namespace ParentClaw.Skills.Cli;

/// <summary>Finds the command's name on a command line. Pure.</summary>
internal static class FirstWord
{
    private static readonly string[] WithValue = ["--timeout", "--why", "--agent", "--data", "--output", "-o"];

    /// <summary>
    /// Where it stands: the first word that is neither an option nor the value of one; -1 where there is none.
    /// </summary>
    public static int PlaceIn(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (WithValue.Contains(arguments[i]))
                i++;
            else if (!arguments[i].StartsWith('-'))
                return i;
        }

        return -1;
    }
}
