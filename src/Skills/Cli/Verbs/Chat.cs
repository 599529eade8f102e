namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>Talks to the parent that runs: becomes the <c>parentbot chat</c> beside it.</summary>
internal sealed class Chat : IVerb
{
    /// <inheritdoc/>
    public string Name => "chat";

    /// <inheritdoc/>
    public string Usage => "Usage: parentclaw [--data DIR] chat";

    /// <inheritdoc/>
    public string Summary => "Talk to the parent that runs, as in its terminal.";

    /// <inheritdoc/>
    public Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken) =>
        ParentProgram.BecomeAsync(call, ["chat", .. call.Arguments]);
}
