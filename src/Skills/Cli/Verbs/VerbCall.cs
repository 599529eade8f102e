namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>What a verb is called with.</summary>
/// <param name="Around">What is around the call.</param>
/// <param name="Call">The options that stood before the verb.</param>
/// <param name="Arguments">All that stands behind it, as it was written.</param>
internal sealed record VerbCall(Surroundings Around, Call Call, IReadOnlyList<string> Arguments)
{
    /// <summary>Says on the error stream what is wrong with it; the exit status.</summary>
    public async Task<int> RefuseAsync(string why)
    {
        await Around.Errors.WriteLineAsync(why);
        return ExitCodes.Usage;
    }
}
