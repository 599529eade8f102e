namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>Prints what makes a shell complete our words.</summary>
internal sealed class Completion : IVerb
{
    /// <inheritdoc/>
    public string Name => "completion";

    /// <inheritdoc/>
    public string Usage => """
        Usage: parentclaw completion bash|zsh|fish
          bash:  source <(parentclaw completion bash)      in ~/.bashrc
          zsh:   source <(parentclaw completion zsh)       in ~/.zshrc, behind compinit
          fish:  parentclaw completion fish | source       in ~/.config/fish/config.fish
        """;

    /// <inheritdoc/>
    public string Summary => "Print what makes bash, zsh or fish complete our words: commands, options, claws.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        var script = call.Arguments switch
        {
            ["bash"] => CompletionScripts.Bash,
            ["zsh"] => CompletionScripts.Zsh,
            ["fish"] => CompletionScripts.Fish,
            _ => null,
        };
        if (call.Arguments is ["--help" or "-h"])
            script = $"{Usage}\n";
        if (script is null)
            return await call.RefuseAsync(Usage);

        await call.Around.Output.WriteAsync(script);
        return ExitCodes.Ok;
    }
}
