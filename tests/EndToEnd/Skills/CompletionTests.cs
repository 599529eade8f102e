using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>What the shells complete, each asked itself: words of ours, and files where there are none.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string Function => $$"""parentclaw() { dotnet exec '{{RunningParentClaw.Program}}' "$@"; }""";

    public void Dispose() => _folder.Dispose();

    [Needs("bash", "env", "dotnet")]
    public async Task Bash_completes_commands_and_options()
    {
        var output = await RunAsync("bash", ["-c", $$"""
            {{Function}}
            source <(parentclaw completion bash)
            complete -p parentclaw
            COMP_WORDS=(parentclaw de); COMP_CWORD=1; _parentclaw; echo "${COMPREPLY[*]}"
            COMP_WORDS=(parentclaw logs alice --s); COMP_CWORD=3; _parentclaw; echo "${COMPREPLY[*]}"
            COMP_WORDS=(parentclaw config alice ""); COMP_CWORD=3; _parentclaw; echo "${COMPREPLY[*]}"
            """]);

        output.ShouldBe("""
            complete -o default -F _parentclaw parentclaw
            deploy deny devices destroy decide
            --since
            view set download upload

            """);
    }

    [Needs("fish", "env", "dotnet")]
    public async Task Fish_completes_commands_options_and_files_where_there_are_none()
    {
        var output = await RunAsync("fish", ["--no-config", "-c", $$"""
            function parentclaw; dotnet exec '{{RunningParentClaw.Program}}' $argv; end
            parentclaw completion fish | source
            cd '{{_folder.Path}}'; touch fleet.yaml view.txt
            for line in 'parentclaw de' 'parentclaw logs alice --s' 'parentclaw config alice ' 'parentclaw apply fl'
              echo (complete -C$line)
            end
            """]);

        output.ShouldBe("""
            decide deny deploy destroy devices
            --since
            download set upload view
            fleet.yaml

            """);
    }

    [Needs("zsh", "env", "dotnet")]
    public async Task Zsh_completes_commands_options_and_files_where_there_are_none()
    {
        // A key is pressed on a terminal; the shell there writes down what it is given, and ends.
        var output = await RunAsync("zsh", ["-f", "-c", $$"""
            cd '{{_folder.Path}}'; touch fleet.yaml view.txt
            zmodload zsh/zpty
            <<'end' >there.zsh
            {{Function}}
            PS1= RPS1=
            autoload -Uz compinit && compinit -u -D
            source <(parentclaw completion zsh)
            compadd() { local -aU there; builtin compadd -O there "$@"; print -r -- $there >>there; builtin compadd "$@" }
            comppostfuncs=(exit)
            print READY
            end
            for line in 'parentclaw de' 'parentclaw logs alice --s' 'parentclaw config "alice" "' 'parentclaw apply fl'; do
              zpty it zsh -f -i
              zpty -w it 'source ./there.zsh'
              zpty -r it seen '*READY*'
              zpty -w -n it $line$'\t'
              while zpty -r it seen; do :; done
              zpty -d it
              tail -n 1 there
            done
            """]);

        output.ShouldBe("""
            deploy deny devices destroy decide
            --since
            view set download upload
            fleet.yaml

            """);
    }

    private async Task<string> RunAsync(string shell, IEnumerable<string> arguments)
    {
        var (exit, output, errors) = await RunningParentClaw.RunAsync(_folder.Path, shell, arguments);
        (exit, errors).ShouldBe((0, ""));
        return output;
    }
}
