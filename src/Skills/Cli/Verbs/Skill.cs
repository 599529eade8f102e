namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>Puts the skill where an OpenClaw finds it.</summary>
internal sealed class Skill : IVerb
{
    /// <inheritdoc/>
    public string Name => "skill";

    /// <inheritdoc/>
    public string Usage => "Usage: parentclaw skill install [--openclaw-home DIR]";

    /// <inheritdoc/>
    public string Summary => "Install the skill by which an OpenClaw agent runs the fleet.";

    /// <inheritdoc/>
    public Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken) => call.Arguments switch
    {
        ["install"] => InstallAsync(null, call, cancellationToken),
        ["install", "--openclaw-home", var home] => InstallAsync(home, call, cancellationToken),
        ["install", var option] when option.StartsWith("--openclaw-home=", StringComparison.Ordinal) =>
            InstallAsync(option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..], call, cancellationToken),
        _ => call.RefuseAsync(Usage),
    };

    private static Task<int> InstallAsync(string? home, VerbCall call, CancellationToken cancellationToken) =>
        SkillInstall.RunAsync(home, call.Around.Output, call.Around.Errors, cancellationToken);
}
