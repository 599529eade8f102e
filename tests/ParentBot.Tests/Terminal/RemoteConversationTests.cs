using System.Collections.Concurrent;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;
using ParentClaw.ParentBot.Terminal;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class RemoteConversationTests : IAsyncLifetime
{
    private const string Away = "The parent has stopped. What is typed is kept; this chat goes on when it is back.";
    private const string Back = "The parent is back.";

    private readonly ChatDriver _chat = new();
    private readonly ManualTime _time = new(); // of the chat's process: the parent's stands still
    private readonly ConcurrentQueue<string> _said = [];
    private readonly PaperParent _parent;
    private readonly ParentClient _client;
    private readonly RemoteConversation _conversation;

    public RemoteConversationTests()
    {
        _parent = new PaperParent(_chat);
        _client = new ParentClient(_parent.Socket, agent: null);
        _conversation = With(null);
    }

    public Task InitializeAsync() => _parent.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _parent.DisposeAsync();
        _chat.Dispose();
    }

    [Fact]
    public async Task A_chat_does_not_know_that_its_parent_is_elsewhere()
    {
        var typist = new Typist().Type("/say hello\n/drop\nalice\nalice\n/hide\nsk-planted\n/fail\n/quit\n");
        var screen = new Screen(_chat.Output, () => (80, 24));
        var chat = new InteractiveChat(
            new LineEditor(typist.Keyboard, screen, []), typist.Keyboard, screen, _conversation, _time, _chat.Setting);

        (await chat.RunAsync(CancellationToken.None)).ShouldBe(new ChatEnd(0, IsWanted: true));

        _chat.Output.ToString().ShouldContain("5 characters.");
        _chat.Output.ToString().ShouldContain("SANDBOX · /drop: Which claw?");
        _chat.Output.ToString().ShouldContain("Destroyed.");
        _chat.Output.ToString().ShouldContain("Nobody answers.");
        _chat.Output.ToString().ShouldNotContain("planted");
        _chat.Handlers.Hidden.ShouldBe(["sk-planted"]);
        _parent.Keys.ShouldBeUnique();
    }

    [Fact]
    public async Task What_is_missing_is_refused_where_all_lines_come_at_once()
    {
        (await _conversation.DispatchAsync("/drop", CancellationToken.None)).Refusal.ShouldBe(RefusalKind.Usage);
        (await _conversation.ConverseAsync("/drop", CancellationToken.None)).Status.ShouldBe(ReplyStatus.Asks);
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_is_given_again_and_acts_once()
    {
        await _conversation.DispatchAsync("/say hello", CancellationToken.None);
        _parent.Losing = 2;

        var reply = await PassAsync(_conversation.DispatchAsync("/begin alice", CancellationToken.None));
        reply.Operation.ShouldBe(_chat.Handlers.Begun!.Id);
        _parent.Keys.Count.ShouldBe(4);
        _parent.Keys.Skip(1).Distinct().ShouldHaveSingleItem();
        (await _chat.Store.ListOpenOperationsAsync(CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_answer_that_was_lost_on_the_way_back_is_given_again_and_still_counts()
    {
        var asked = await _conversation.DispatchAsync("/drop alice", CancellationToken.None);
        _parent.Losing = 1;

        var answering = _conversation.AnswerAsync(asked.Question!.Nonce!, "alice", CancellationToken.None);

        (await PassAsync(answering)).Blocks.ShouldBe([new TextBlock("Destroyed.")]);
    }

    [Fact]
    public async Task While_the_parent_is_away_the_line_waits_and_the_person_is_told_once_each()
    {
        await _conversation.DispatchAsync("/say before", CancellationToken.None);
        await _parent.StopAsync();
        var waiting = _conversation.DispatchAsync("/say meanwhile", CancellationToken.None);
        await PassUntilAsync(() => !_said.IsEmpty);
        for (var i = 0; i < 5; i++)
            _time.Advance(TimeSpan.FromSeconds(1));
        await _parent.StartAsync();

        (await PassAsync(waiting)).Status.ShouldBe(ReplyStatus.Ok);
        _said.ShouldBe([Away, Back]);
        _chat.Handlers.Said.ShouldBe(["before", "meanwhile"]);
    }

    [Fact]
    public async Task A_question_outlives_a_restart()
    {
        var asked = await _conversation.DispatchAsync("/drop alice", CancellationToken.None);
        await _parent.StopAsync();
        var answering = _conversation.AnswerAsync(asked.Question!.Nonce!, "alice", CancellationToken.None);
        await PassUntilAsync(() => !_said.IsEmpty);
        await _parent.StartAsync();

        (await PassAsync(answering)).Blocks.ShouldBe([new TextBlock("Destroyed.")]);
    }

    [Fact]
    public async Task An_operation_is_followed_over_a_restart_to_its_end()
    {
        var begun = await _conversation.DispatchAsync("/begin alice", CancellationToken.None);
        var looks = _conversation.FollowAsync(begun.Operation!, CancellationToken.None).GetAsyncEnumerator();
        await looks.MoveNextAsync();
        looks.Current.Status.ShouldBe(OperationStatus.Open);
        var next = looks.MoveNextAsync().AsTask();
        await _parent.StopAsync();
        await PassUntilAsync(() => !_said.IsEmpty);
        await _chat.EndOperationAsync(OperationStatus.Succeeded, "alice runs 1.1.0.");
        await _parent.StartAsync();

        (await PassAsync(next)).ShouldBeTrue();
        (looks.Current.Status, looks.Current.Conclusion).ShouldBe((OperationStatus.Succeeded, "alice runs 1.1.0."));
        (await PassAsync(looks.MoveNextAsync().AsTask())).ShouldBeFalse();
        _said.ShouldBe([Away, Back]);
        await looks.DisposeAsync();
    }

    [Fact]
    public async Task An_operation_that_is_not_there_has_no_looks() =>
        (await _conversation.FollowAsync(OperationId.New(), CancellationToken.None).ToListAsync()).ShouldBeEmpty();

    [Fact]
    public async Task Who_does_not_want_to_wait_stops_waiting()
    {
        await _conversation.DispatchAsync("/say before", CancellationToken.None);
        await _parent.StopAsync();
        using var stop = new CancellationTokenSource();
        var waiting = _conversation.DispatchAsync("/say meanwhile", stop.Token);
        await PassUntilAsync(() => !_said.IsEmpty);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Where_patience_is_at_its_end_the_reply_says_that_no_parent_answers()
    {
        var conversation = With(TimeSpan.FromMinutes(1));
        await conversation.DispatchAsync("/say before", CancellationToken.None);
        await _parent.StopAsync();

        var reply = await PassAsync(conversation.DispatchAsync("/say meanwhile", CancellationToken.None));
        reply.Status.ShouldBe(ReplyStatus.Failed);
        reply.Blocks.OfType<TextBlock>().ShouldHaveSingleItem().Text
            .ShouldStartWith($"No parent runs here: there is no socket {_parent.Socket}. ");
    }

    [Fact]
    public async Task News_are_told_once_and_a_parent_that_is_away_has_none()
    {
        _parent.News.Add("alice is Offline: gateway is down");
        (await _conversation.ListNewsAsync(CancellationToken.None)).ShouldBe(["alice is Offline: gateway is down"]);
        (await _conversation.ListNewsAsync(CancellationToken.None)).ShouldBeEmpty();

        await _parent.StopAsync();
        (await _conversation.ListNewsAsync(CancellationToken.None)).ShouldBeEmpty();
        _said.ShouldBe([Away]);
    }

    private RemoteConversation With(TimeSpan? patience)
    {
        var about = new AboutView("parentclaw", "0.5.0", Sandbox: true, "/data", _parent.News.Newest, [], 0);
        return new RemoteConversation(_client, about, _said.Enqueue, _time, patience);
    }

    private async Task<T> PassAsync<T>(Task<T> work)
    {
        await PassUntilAsync(() => work.IsCompleted);
        return await work;
    }

    private async Task PassUntilAsync(Func<bool> isThere)
    {
        while (!isThere())
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
