using System.Text;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Questions that wait in the store.</summary>
public sealed class PendingQuestionsTests : IDisposable
{
    private static readonly Member Marvin = new("telegram:7", "Marvin", Role.Operator);

    private readonly OnceCommands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task A_dialogue_goes_on_in_the_next_process()
    {
        var model = await SayAsync("/tour alice");
        _commands.Restart();
        var key = await AnswerAsync(model, "xai/grok-4");
        _commands.Restart();

        Chat.Text(await AnswerAsync(key, "sk-planted")).ShouldBe("Toured.");

        _commands.Done.ShouldBe(["model: xai/grok-4", "key: sk-planted"]);
        (await _commands.AuditAsync()).ShouldHaveSingleItem().Text.ShouldBe("/tour alice");
    }

    [Theory]
    [InlineData(5 * 60, ReplyStatus.Ok)]
    [InlineData(5 * 60 + 1, ReplyStatus.Refused)]
    public async Task An_answer_is_good_as_long_as_its_question_says(int seconds, ReplyStatus status)
    {
        var key = await AnswerAsync(await SayAsync("/tour alice"), "xai/grok-4");
        _commands.Time.Advance(TimeSpan.FromSeconds(seconds));

        (await AnswerAsync(key, "value")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task The_order_that_took_a_question_may_take_it_again_and_no_other_may()
    {
        var asked = await SayAsync("/tour alice");
        await AnswerAsync(asked, "first", "update:1");
        _commands.Time.Advance(TimeSpan.FromHours(1)); // it was in time when it came
        _commands.Restart();

        (await AnswerAsync(asked, "second", "update:2")).Status.ShouldBe(ReplyStatus.Refused);
        (await AnswerAsync(asked, "no key")).Status.ShouldBe(ReplyStatus.Refused);
        (await AnswerAsync(asked, "first", "update:1")).Question!.About.ShouldBe("key");
    }

    [Fact]
    public async Task An_answer_without_a_key_counts_once()
    {
        var asked = await SayAsync("/tour alice");
        await AnswerAsync(asked, "first");

        (await AnswerAsync(asked, "second")).Status.ShouldBe(ReplyStatus.Refused);
        _commands.Done.ShouldBe(["model: first"]);
    }

    [Fact]
    public async Task Who_was_asked_can_look_the_question_up_until_it_is_answered()
    {
        var asked = (await SayAsync("/tour alice")).Question!;

        (await FindAsync(asked, Marvin)).ShouldNotBeNull().Prompt.ShouldBe("Model?");
        (await FindAsync(asked, Marvin with { Id = "telegram:8" })).ShouldBeNull();

        _commands.Time.Advance(TimeSpan.FromSeconds(61));
        (await FindAsync(asked, Marvin)).ShouldBeNull();
    }

    [Fact]
    public async Task Dropping_leaves_the_dialogues_of_one_member_and_says_how_many()
    {
        var mine = await SayAsync("/tour alice");
        await SayAsync("/tour bob");
        var his = await _commands.Dispatcher.DispatchAsync(
            "/tour alice", Marvin with { Id = "telegram:8" }, CancellationToken.None);

        (await _commands.Dispatcher.DropAsync(Marvin, CancellationToken.None)).ShouldBe(2);
        (await _commands.Dispatcher.DropAsync(Marvin, CancellationToken.None)).ShouldBe(0);

        (await AnswerAsync(mine, "late")).Status.ShouldBe(ReplyStatus.Refused);
        (await _commands.Dispatcher.AnswerAsync(
            his.Question!.Nonce!, "in time", Marvin with { Id = "telegram:8" }, CancellationToken.None))
            .Status.ShouldBe(ReplyStatus.Asks);
    }

    [Fact]
    public async Task The_line_that_waits_is_not_in_the_file_as_text()
    {
        var asked = await _commands.Dispatcher.ConverseAsync("/shout to=planted-7f3a", Marvin, CancellationToken.None);
        asked.Question.ShouldNotBeNull();
        _commands.Restart(); // folds the log into the file

        var bytes = await File.ReadAllBytesAsync(_commands.StoreFile);

        Encoding.UTF8.GetString(bytes).ShouldContain("questions_by_member");
        Encoding.UTF8.GetString(bytes).ShouldNotContain("planted-7f3a");
        Chat.Text(await AnswerAsync(asked, "hello")).ShouldBe("Heard.");
        _commands.Done.ShouldBe(["hello to planted-7f3a"]);
    }

    private Task<Question?> FindAsync(Question question, Member by) =>
        _commands.Dispatcher.FindQuestionAsync(question.Nonce!, by, CancellationToken.None);

    private Task<Reply> SayAsync(string line) =>
        _commands.Dispatcher.DispatchAsync(line, Marvin, CancellationToken.None);

    private Task<Reply> AnswerAsync(Reply asked, string answer, string? key = null) =>
        _commands.Dispatcher.AnswerAsync(
            asked.Question!.Nonce!, answer, Marvin with { OrderKey = key }, CancellationToken.None);
}
