namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>The verbs there are.</summary>
internal static class VerbList
{
    /// <summary>All of them, in the order of help.</summary>
    public static IReadOnlyList<IVerb> All { get; } =
        [new Run(), new Chat(), new Mcp(), new Skill(), new Completion(), new Complete()];
}
