namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>What shells need: each asks <see cref="Complete"/>, with the words up to the cursor.</summary>
internal static class CompletionScripts
{
    /// <summary>For bash, also that of macOS.</summary>
    public const string Bash = """
        _parentclaw() {
          local word
          COMPREPLY=()
          while IFS= read -r word; do
            COMPREPLY+=("$word")
          done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o default -F _parentclaw parentclaw

        """;

    /// <summary>For zsh, once compinit has run.</summary>
    public const string Zsh = """
        _parentclaw() {
          local -a words_there
          words_there=("${(@f)$("${words[1]}" complete -- "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
          words_there=("${(@)words_there:#}")
          if (( ${#words_there} )); then
            compadd -a words_there
          else
            _files
          fi
        }
        compdef _parentclaw parentclaw

        """;

    /// <summary>For fish.</summary>
    public const string Fish = """
        function __parentclaw_complete
            set -l before (commandline -opc)
            set -l words ($before[1] complete -- $before[2..] (commandline -ct) 2>/dev/null)
            if set -q words[1]
                printf '%s\n' $words
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c parentclaw -f -a '(__parentclaw_complete)'

        """;
}
