using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>The executable <c>parentclaw</c> on a terminal, where a person sits.</summary>
public sealed class CliPersonTests : IDisposable
{
    // A terminal of its own, on which the answer is typed once the question is there. It must show what is typed, but
    // for a secret, and do so again in the end.
    private const string Pty = """
        import os, pty, signal, sys, termios
        question, answer, command = sys.argv[1], sys.argv[2], sys.argv[3:]
        pid, terminal = pty.fork()
        if pid == 0:
            os.execvp(command[0], command)
        def shows():
            return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
        seen, typed = b"", False
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
            if not typed and question.encode() in seen:
                typed = True
                if shows() == ("not shown" in question):
                    sys.exit("The terminal shows what it may not, or hides what it should show.")
                if answer in signal.Signals.__members__:
                    os.kill(pid, signal.Signals[answer])
                else:
                    os.write(terminal, b"\x03" if answer == "^C" else answer.encode() + b"\n")
        _, status = os.waitpid(pid, 0)
        if not shows():
            sys.exit("The terminal was left hiding what is typed.")
        sys.stdout.write(seen.decode())
        sys.exit(os.waitstatus_to_exitcode(status))
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Needs("python3", "dotnet")]
    public async Task A_person_answers_a_question_where_it_is_asked()
    {
        await using var parent = await ParentAsync("yes_no");

        var (exit, output) = await OnTerminalAsync("[yes/no]", "yes");

        exit.ShouldBe(0, output);
        output.ReplaceLineEndings("\n").ShouldBe("alice will stop.\nPark it? [yes/no] yes\nParked.\n");
    }

    [Needs("python3", "dotnet")]
    public async Task A_secret_is_not_seen_on_the_terminal()
    {
        await using var parent = await ParentAsync("secret");

        var (exit, output) = await OnTerminalAsync("(not shown)", "s3cret-of-mine");

        exit.ShouldBe(0, output);
        output.ShouldNotContain("s3cret");
        parent.Asked.Last().Body.ShouldContain("\"s3cret-of-mine\"");
    }

    [Needs("python3", "dotnet")]
    public async Task Ctrl_C_at_a_question_does_nothing_and_says_so()
    {
        await using var parent = await ParentAsync("yes_no");

        var (exit, output) = await OnTerminalAsync("[yes/no]", "^C");

        exit.ShouldBe(130, output);
        output.ShouldContain("Nothing was answered, so nothing was done.");
        parent.Asked.ShouldHaveSingleItem();
    }

    [Needs("python3", "dotnet")]
    public async Task Ctrl_Z_at_a_secret_neither_halts_it_nor_shows_what_is_typed()
    {
        await using var parent = await ParentAsync("secret");

        var (exit, output) = await OnTerminalAsync("(not shown)", "\u001as3cret-of-mine");

        exit.ShouldBe(0, output);
        output.ShouldNotContain("s3cret");
        parent.Asked.Last().Body.ShouldContain("\"s3cret-of-mine\"");
    }

    [Needs("python3", "dotnet")]
    public async Task What_ends_it_at_a_secret_leaves_the_terminal_as_it_was()
    {
        await using var parent = await ParentAsync("secret");

        foreach (var end in (string[])["^C", "SIGTERM", "SIGHUP", "SIGQUIT"])
        {
            var (exit, output) = await OnTerminalAsync("(not shown)", end);

            exit.ShouldBeGreaterThan(128, $"{end}: {output}");
        }

        parent.Asked.Count.ShouldBe(4);
    }

    [Needs("python3", "dotnet")]
    public async Task Ctrl_C_while_it_waits_leaves_the_operation_going()
    {
        await using var parent = await ScriptedParent.StartAsync(
            _folder.Path, _ => ScriptedParent.Of(ScriptedParent.Operation("open")));

        var (exit, output) = await OnTerminalAsync("Deploy bob", "^C");

        exit.ShouldBe(130, output);
        output.ShouldContain("op-k3f9x2ma goes on. To wait for its end: parentclaw op op-k3f9x2ma");
    }

    private async Task<(int Exit, string Output)> OnTerminalAsync(string question, string answer)
    {
        var (exit, output, errors) = await RunningParentClaw.RunAsync(
            _folder.Path, "python3",
            ["-c", Pty, question, answer, "dotnet", "exec", RunningParentClaw.Program, "park", "alice"]);
        errors.ShouldBeEmpty();
        return (exit, output);
    }

    private Task<ScriptedParent> ParentAsync(string kind) => ScriptedParent.StartAsync(
        _folder.Path,
        asked => asked.Path.StartsWith("/v1/questions", StringComparison.Ordinal)
            ? ScriptedParent.Done("answer", "Parked.")
            : new Envelope(false, "park")
            {
                Data = new ReplyView
                {
                    Status = "asks", Text = "alice will stop.",
                    Question = new QuestionView(
                        "n1", kind == "secret" ? "Its key (not shown)" : "Park it?", kind, 60, []),
                },
                Error = new EnvelopeError(ErrorReason.Waiting, "Park it?"),
            });
}
