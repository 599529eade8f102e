namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>Something that <c>parentclaw</c> does and that is no command of the catalogue.</summary>
internal interface IVerb
{
    /// <summary>The word that stands for it.</summary>
    string Name { get; }

    /// <summary>How it is written.</summary>
    string Usage { get; }

    /// <summary>One sentence.</summary>
    string Summary { get; }

    /// <summary>Whether it is for programs and not listed.</summary>
    bool IsHidden => false;

    /// <summary>Does it; the exit status.</summary>
    Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken);
}
