using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class PipeChatTests : IDisposable
{
    private readonly ChatDriver _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Good_answers_end_with_0_and_nothing_on_the_error_stream()
    {
        (await _chat.PipeAsync("/say hello", "", "/say  two  blanks ")).ShouldBe(0);

        _chat.Handlers.Said.ShouldBe(["hello", " two  blanks "]);
        _chat.Errors.ToString().ShouldBeEmpty();
        _chat.Output.ToString().ShouldContain("SANDBOX parentclaw> /say hello\n5 characters.\n");
    }

    [Theory]
    [InlineData("/fail", "Nobody answers.\n")]
    [InlineData("/sya x", "There is no command '/sya'. Did you mean /say?\n")]
    public async Task What_is_refused_or_failed_ends_with_1_and_its_reason_and_the_rest_goes_on(
        string line, string reason)
    {
        (await _chat.PipeAsync(line, "/say on")).ShouldBe(1);

        _chat.Errors.ToString().ShouldBe(reason);
        _chat.Output.ToString().ShouldContain(reason);
        _chat.Handlers.Said.ShouldBe(["on"]);
    }

    [Fact]
    public async Task Where_it_shall_not_speak_first_it_says_nothing_until_it_is_spoken_to()
    {
        var setting = _chat.Setting with { SpeaksFirst = false };

        (await _chat.PipeAsync(setting, [])).ShouldBe(new ChatEnd(0, IsWanted: false));
        _chat.Output.ToString().ShouldBeEmpty();
        (await _chat.PipeAsync(setting, "/say hello\n/quit\n"u8.ToArray())).ShouldBe(new ChatEnd(0, IsWanted: true));
        _chat.Output.ToString().ShouldContain("5 characters.");
    }

    [Fact]
    public async Task A_question_takes_the_next_line()
    {
        (await _chat.PipeAsync("/drop alice", "alice", "/say on")).ShouldBe(0);

        _chat.Output.ToString().ShouldContain(
            "The disk stays.\nSANDBOX · Type alice to destroy it: alice\nDestroyed.\n");
        _chat.Handlers.Said.ShouldBe(["on"]);
    }

    [Fact]
    public async Task A_question_without_an_answer_is_refused()
    {
        (await _chat.PipeAsync("/drop alice")).ShouldBe(1);

        _chat.Errors.ToString().ShouldStartWith("No answer came, so nothing was done.");
    }

    [Fact]
    public async Task A_secret_is_not_repeated()
    {
        (await _chat.PipeAsync("/hide", "sk-planted")).ShouldBe(0);

        _chat.Handlers.Hidden.ShouldBe(["sk-planted"]);
        (_chat.Output.ToString() + _chat.Errors).ShouldNotContain("planted");
    }

    [Theory]
    [InlineData(OperationStatus.Succeeded, 0, "")]
    [InlineData(OperationStatus.Failed, 1, "alice is there.\n")]
    [InlineData(OperationStatus.RolledBack, 1, "alice is there.\n")]
    public async Task A_line_waits_for_the_operation_it_started(OperationStatus status, int exit, string reason)
    {
        var talk = _chat.PipeAsync("/begin alice", "/say on");
        await _chat.Handlers.HasBegun.Task;
        _chat.Handlers.Said.ShouldBeEmpty();
        await _chat.EndOperationAsync(status, "alice is there.");

        (await talk).ShouldBe(exit);
        _chat.Errors.ToString().ShouldBe(reason);
        _chat.Handlers.Said.ShouldBe(["on"]);
        _chat.Output.ToString().ShouldContain("SANDBOX · Upgrade alice · op-");
    }

    [Fact]
    public async Task What_refreshes_in_a_window_is_shown_once()
    {
        (await _chat.PipeAsync("/count")).ShouldBe(0);

        _chat.Handlers.Counted.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_former_process_left_open_is_told_first()
    {
        var change = new FleetChange { Claw = Some.NewClaw() };
        change = change with { Operation = Some.Operation(change.Claw.Name) };
        await _chat.Store.CommitAsync(change, CancellationToken.None);

        await _chat.PipeAsync();
        _chat.Output.ToString().ShouldContain(
            $"SANDBOX · Upgrade {change.Claw.Name} goes on from before; /op {change.Operation.Id} shows it.\n");
    }

    [Fact]
    public async Task Quitting_leaves_the_rest_unread()
    {
        (await _chat.PipeAsync("/quit", "/say more")).ShouldBe(0);

        _chat.Handlers.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_lines_and_bytes_that_are_no_text_arrive()
    {
        var message = "'\"$(x) 🦞 " + new string('x', 64 * 1024);

        (await _chat.PipeAsync($"/say {message}")).ShouldBe(0);
        (await _chat.PipeAsync([.. "/say "u8, 0xFF, 0xC0, .. "\r\n"u8])).ShouldBe(0);

        _chat.Handlers.Said.ShouldBe([message, "\uFFFD\uFFFD"]);
    }

    [Fact]
    public async Task An_endless_line_is_refused_as_a_whole()
    {
        (await _chat.PipeAsync($"/say {new string('x', 1024 * 1024)}", "/say on")).ShouldBe(1);

        _chat.Handlers.Said.ShouldBe(["on"]);
    }
}
