namespace ParentClaw.Skills.Cli;

/// <summary>Finds <c>--data DIR</c> where it is not known yet which options there are. Pure.</summary>
internal static class DataOption
{
    private const string Name = "--data";

    /// <summary>The folder; null where none is named.</summary>
    public static string? In(IEnumerable<string> arguments)
    {
        var words = arguments.TakeWhile(word => word != "--").ToList();
        var at = words.FindIndex(word => word == Name || word.StartsWith($"{Name}=", StringComparison.Ordinal));
        if (at < 0)
            return null;

        return words[at] == Name ? words.ElementAtOrDefault(at + 1) : words[at][(Name.Length + 1)..];
    }
}
