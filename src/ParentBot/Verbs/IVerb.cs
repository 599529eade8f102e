namespace ParentClaw.ParentBot.Verbs;

/// <summary>Something the executable does besides running the fleet; the first word of its command line.</summary>
internal interface IVerb
{
    /// <summary>The word.</summary>
    string Name { get; }

    /// <summary>What it does, for <c>--help</c>.</summary>
    string Summary { get; }

    /// <summary>Does it.</summary>
    /// <param name="arguments">What stands behind the word.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit status.</returns>
    Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
}
