namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>Starts a parent: becomes the <c>parentbot</c> beside it.</summary>
internal sealed class Run : IVerb
{
    /// <inheritdoc/>
    public string Name => "run";

    /// <inheritdoc/>
    public string Usage => "Usage: parentclaw [--data DIR] run [--Section:Key=value …]";

    /// <inheritdoc/>
    public string Summary => "Start a parent here; what follows goes to it as it is.";

    /// <inheritdoc/>
    public Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken) =>
        ParentProgram.BecomeAsync(call, call.Arguments);
}
