using System.Collections.Concurrent;
using ParentClaw.FleetOps.Operations;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class InteractiveChatTests : IDisposable
{
    private readonly ChatDriver _chat = new();
    private readonly Typist _typist = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task The_chat_says_where_one_is_and_what_to_type_first()
    {
        _typist.Press(Typist.CtrlD);

        (await TalkAsync()).ShouldBe(0);
        _chat.Output.ToString().ShouldStartWith("ParentClaw · SANDBOX");
        _chat.Output.ToString().ShouldContain("/deploy alice");
        _chat.Output.ToString().ShouldContain("SANDBOX parentclaw> ");
    }

    [Fact]
    public async Task A_line_gets_its_answer_and_a_failure_does_not_end_the_chat()
    {
        _typist.Type("/fail\n/say hello\n/quit\n");

        (await TalkAsync()).ShouldBe(0);
        _chat.Output.ToString().ShouldContain("Nobody answers.");
        _chat.Output.ToString().ShouldContain("5 characters.");
    }

    [Fact]
    public async Task A_question_is_answered_by_typing()
    {
        _typist.Type("/drop alice\nalice\n/quit\n");

        await TalkAsync();
        _chat.Output.ToString().ShouldContain("Destroyed.");
    }

    [Fact]
    public async Task What_is_missing_in_a_line_is_asked_for()
    {
        _typist.Type("/drop\nalice\nalice\n/quit\n");

        await TalkAsync();
        _chat.Output.ToString().ShouldContain("/drop: Which claw?");
        _chat.Output.ToString().ShouldContain("Destroyed.");
    }

    [Fact]
    public async Task Giving_a_question_up_does_nothing()
    {
        _typist.Type("/drop alice\n");
        var talk = TalkAsync();
        await _chat.Output.ShownAsync("Type alice to destroy it:");
        _typist.Press(Typist.CtrlC).Type("/quit\n");

        await talk;
        _chat.Output.ToString().ShouldContain("Nothing was done.");
        _chat.Output.ToString().ShouldNotContain("Destroyed.");
    }

    [Fact]
    public async Task A_secret_is_not_shown()
    {
        _typist.Type("/hide\nsk-planted\n/quit\n");

        await TalkAsync();
        _chat.Handlers.Hidden.ShouldBe(["sk-planted"]);
        _chat.Output.ToString().ShouldNotContain("planted");
    }

    [Fact]
    public async Task An_operation_is_shown_to_its_end_and_what_was_typed_meanwhile_comes_after()
    {
        _typist.Type("/begin alice\n/say typed meanwhile\n/quit\n");
        var talk = TalkAsync();
        await _chat.Handlers.HasBegun.Task;
        _chat.Handlers.Said.ShouldBeEmpty();
        await _chat.EndOperationAsync(OperationStatus.Succeeded, "alice runs 1.1.0.");

        await talk;
        _chat.Output.ToString().ShouldContain("SANDBOX · Upgrade alice · op-");
        _chat.Output.ToString().ShouldContain("alice runs 1.1.0.");
        _chat.Handlers.Said.ShouldBe(["typed meanwhile"]);
    }

    [Fact]
    public async Task Ctrl_C_leaves_an_operation_to_itself()
    {
        _typist.Type("/begin alice\n");
        var talk = TalkAsync();
        await _chat.Output.ShownAsync("Upgrade alice");
        _typist.Press(Typist.CtrlC).Type("/quit\n");

        await talk;
        _chat.Output.ToString().ShouldContain($"It goes on in the background; /op {_chat.Handlers.Begun!.Id} shows it");
        (await _chat.Store.IsCancelRequestedAsync(_chat.Handlers.Begun.Id, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refreshing_reply_is_redrawn_in_place_until_a_key_is_pressed()
    {
        _typist.Type("/count\n");
        var talk = TalkAsync();
        while (_chat.Handlers.Counted < 3)
        {
            _chat.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        _typist.Type("x/quit\n");
        await talk;
        _chat.Output.ToString().ShouldContain("\e[2FCount 2.\e[K\nAny key ends this.\e[K\n");
        _chat.Output.ToString().ShouldContain("Goodbye.");
    }

    [Fact]
    public async Task What_the_watch_says_stands_above_the_next_prompt()
    {
        var news = new Queue<string[]>([[], ["alice is Offline: gateway is down"]]);
        _typist.Type("/say hello\n/quit\n");

        await TalkAsync(setting: _chat.Setting with { News = () => news.Dequeue() });
        _chat.Output.ToString().ShouldContain("! alice is Offline: gateway is down\n");
    }

    [Fact]
    public async Task What_the_watch_says_while_a_line_is_typed_stands_above_it()
    {
        var news = new ConcurrentQueue<string>();
        _typist.Type("/say hel");
        var talk = TalkAsync(setting: _chat.Setting with { News = () => news.TryDequeue(out var one) ? [one] : [] });
        await _chat.Output.ShownAsync("> /say hel\e[K");

        news.Enqueue("alice is Offline: gateway is down");
        var shown = _chat.Output.ShownAsync(
            "\r\e[K! alice is Offline: gateway is down\n\rSANDBOX parentclaw> /say hel\e[K");
        while (!shown.IsCompleted)
        {
            _chat.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        _typist.Type("lo\n/quit\n");
        await talk;
        _chat.Handlers.Said.ShouldBe(["hello"]);
    }

    [Fact]
    public async Task Stopping_the_process_ends_the_chat()
    {
        using var stop = new CancellationTokenSource();
        var talk = TalkAsync(cancellationToken: stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => talk);
    }

    private async Task<int> TalkAsync(ChatSetting? setting = null, CancellationToken cancellationToken = default)
    {
        var screen = new Screen(_chat.Output, () => (80, 24));
        var editor = new LineEditor(_typist.Keyboard, screen, ["/say"]);
        var chat = new InteractiveChat(
            editor, _typist.Keyboard, screen, _chat.Conversation(setting), _chat.Time, setting ?? _chat.Setting);
        return (await chat.RunAsync(cancellationToken)).Status;
    }
}
