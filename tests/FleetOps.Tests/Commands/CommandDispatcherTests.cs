using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class CommandDispatcherTests : IDisposable
{
    private static readonly Member Marvin = new("terminal:marvin", "marvin", Role.Admin);
    private static readonly Member Vera = new("telegram:7", "vera", Role.Viewer);

    private readonly ManualTime _time = new();
    private readonly TestStore _store;
    private readonly Handlers _handlers = new();
    private readonly CommandDispatcher _dispatcher;

    public CommandDispatcherTests()
    {
        _store = new TestStore(time: _time);
        var services = new ServiceCollection()
            .AddSingleton<ICommandHandler<Tell>>(_handlers)
            .AddSingleton<ICommandHandler<Lines>>(_handlers)
            .AddSingleton<ICommandHandler<Key>>(_handlers)
            .BuildServiceProvider();
        _dispatcher = new CommandDispatcher(
            Sample.Catalogue, new CommandParser(Sample.Catalogue), services, _store.Fleet, _store.Proposals, _time,
            NullLogger<CommandDispatcher>.Instance);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_change_leaves_an_audit_line()
    {
        (await Dispatch("/tell alice hello")).Status.ShouldBe(ReplyStatus.Ok);

        var line = (await Audit()).ShouldHaveSingleItem();
        line.ShouldBe(new(_time.GetUtcNow(), "marvin", "command", ClawName.Parse("alice"), "/tell alice hello", "ok"));
    }

    [Fact]
    public async Task A_look_leaves_none()
    {
        (await Dispatch("/lines")).Status.ShouldBe(ReplyStatus.Ok);

        (await Audit()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_is_refused_before_the_handler_and_audited()
    {
        var reply = await Dispatch("/tell alice hello", Vera);

        Text(reply).ShouldBe("/tell is for Operators, not Viewers. Ask an Admin.");
        _handlers.Told.ShouldBeEmpty();
        (await Audit()).ShouldHaveSingleItem().Outcome.ShouldBe("refused");
    }

    [Fact]
    public async Task A_failure_of_the_outside_world_is_told_in_its_own_words()
    {
        _handlers.Throws = new FleetException(FailureReason.Unreachable, "alice does not answer. Try /status alice.");

        var reply = await Dispatch("/tell alice hello");

        (reply.Status, Text(reply)).ShouldBe((ReplyStatus.Failed, "alice does not answer. Try /status alice."));
        (await Audit()).ShouldHaveSingleItem().Outcome.ShouldBe("failed");
    }

    [Fact]
    public async Task A_bug_is_told_by_its_reference_in_the_log()
    {
        _handlers.Throws = new InvalidOperationException("secret inner workings");

        var reply = await Dispatch("/tell alice hello");

        reply.Status.ShouldBe(ReplyStatus.Failed);
        Text(reply).ShouldMatch("^/tell failed by a mistake of ours; the log has it under [0-9a-f]{8}\\.$");
    }

    [Fact]
    public async Task Cancelling_passes_through()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => _dispatcher.DispatchAsync("/tell alice hello", Marvin, cancelled.Token));
    }

    [Fact]
    public async Task The_same_command_comes_again_with_the_answer_and_the_answer_is_in_no_audit_line()
    {
        var asked = await Dispatch("/key set alice");
        (await Audit()).ShouldBeEmpty();

        var reply = await Answer(asked, "sk-planted-value ");

        reply.Status.ShouldBe(ReplyStatus.Ok);
        _handlers.Keys.ShouldHaveSingleItem()
            .ShouldBe(new Key("set", ClawName.Parse("alice")) { Answer = "sk-planted-value " });
        (await Audit()).ShouldHaveSingleItem().Text.ShouldBe("/key set alice");
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        var asked = await Dispatch("/key set alice");
        await Answer(asked, "first");

        var again = await Answer(asked, "second");

        Text(again).ShouldBe("That question was answered before, or waited too long. Give the command again.");
        _handlers.Keys.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_who_was_asked_can_answer_and_still_can_after_somebody_else_tried()
    {
        var asked = await Dispatch("/key set alice");

        Text(await Answer(asked, "mine", Marvin with { Id = "telegram:8" }))
            .ShouldBe("Only the person who was asked can answer. Give the command yourself.");
        (await Answer(asked, "his")).Status.ShouldBe(ReplyStatus.Ok);
    }

    [Theory]
    [InlineData(60, ReplyStatus.Ok)]
    [InlineData(61, ReplyStatus.Refused)]
    public async Task An_answer_is_good_for_a_minute(int seconds, ReplyStatus status)
    {
        var asked = await Dispatch("/key set alice");
        _time.Advance(TimeSpan.FromSeconds(seconds));

        (await Answer(asked, "value")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_made_up_nonce_answers_nothing() =>
        (await _dispatcher.AnswerAsync("0123", "yes", Marvin, CancellationToken.None))
            .Status.ShouldBe(ReplyStatus.Refused);

    private static string Text(Reply reply) => reply.Blocks.OfType<TextBlock>().ShouldHaveSingleItem().Text;

    private Task<Reply> Dispatch(string line, Member? by = null) =>
        _dispatcher.DispatchAsync(line, by ?? Marvin, CancellationToken.None);

    private Task<Reply> Answer(Reply asked, string answer, Member? by = null) =>
        _dispatcher.AnswerAsync(asked.Question!.Nonce!, answer, by ?? Marvin, CancellationToken.None);

    private Task<IReadOnlyList<FleetEvent>> Audit() => _store.Fleet.ListEventsAsync(null, 10, CancellationToken.None);

    private sealed class Handlers : ICommandHandler<Tell>, ICommandHandler<Lines>, ICommandHandler<Key>
    {
        public List<Tell> Told { get; } = [];

        public List<Key> Keys { get; } = [];

        public Exception? Throws { get; set; }

        public Task<Reply> HandleAsync(Tell command, Member by, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Throws is not null)
                throw Throws;

            Told.Add(command);
            return Task.FromResult(Reply.Ok("Told."));
        }

        public Task<Reply> HandleAsync(Lines command, Member by, CancellationToken cancellationToken) =>
            Task.FromResult(Reply.Ok("Lines."));

        public Task<Reply> HandleAsync(Key command, Member by, CancellationToken cancellationToken)
        {
            if (command.Answer is null)
                return Task.FromResult(Reply.Ask(new Question("The value?", QuestionKind.Secret)));

            Keys.Add(command);
            return Task.FromResult(Reply.Ok("Kept."));
        }
    }
}
