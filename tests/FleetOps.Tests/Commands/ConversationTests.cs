using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Lines that are completed by asking.</summary>
public sealed class ConversationTests : IDisposable
{
    private static readonly Member Marvin = new("telegram:7", "Marvin", Role.Admin);

    private readonly Chat _chat = new();
    private readonly OnceCommands _commands = new();

    private CommandDispatcher Dispatcher => _chat.Get<CommandDispatcher>();

    public void Dispose()
    {
        _chat.Dispose();
        _commands.Dispose();
    }

    [Fact]
    public async Task A_missing_claw_is_chosen_and_those_whose_state_takes_the_order_come_first()
    {
        await KeepAsync("anna", ClawState.Running);
        await KeepAsync("zoe", ClawState.Parked);

        var asked = (await SayAsync("/wake")).Question!;

        (asked.Kind, asked.Prompt, asked.About).ShouldBe((QuestionKind.Choice, "/wake: Which claw?", "claw"));
        asked.GoodFor.ShouldBe(TimeSpan.FromMinutes(10));
        asked.Choices.ShouldBe([new("zoe", "zoe"), new("anna", "anna")]);
    }

    [Fact]
    public async Task A_claw_that_is_to_be_made_is_typed_or_one_that_can_be_made_again()
    {
        await KeepAsync("anna", ClawState.Running);
        (await SayAsync("/deploy")).Question!.Kind.ShouldBe(QuestionKind.Typed);

        await KeepAsync("zoe", ClawState.Destroyed);
        (await SayAsync("/deploy")).Question!.Choices.ShouldBe([new("zoe", "zoe")]);
    }

    [Fact]
    public async Task More_claws_than_one_can_look_through_are_typed()
    {
        for (var i = 0; i < 41; i++)
            await KeepAsync($"claw-{i:00}", ClawState.Running);

        (await SayAsync("/status")).Question!.Kind.ShouldBe(QuestionKind.Typed);
    }

    [Fact]
    public async Task One_thing_is_asked_after_the_other_until_the_command_can_be_carried_out()
    {
        await KeepAsync("anna", ClawState.Running);

        var action = await SayAsync("/secret");
        var claw = await AnswerAsync(action, "list");
        var done = await AnswerAsync(claw, "anna");

        action.Question!.Choices.Select(choice => choice.Answer).ShouldBe(["set", "list", "forget"]);
        claw.Question!.Choices.ShouldBe([new("anna", "anna")]);
        Chat.Text(done).ShouldStartWith("anna has no secrets yet.");
        (await _chat.Fleet.ListEventsAsync(null, 9, default)).ShouldHaveSingleItem().Text.ShouldBe("/secret list anna");
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_refused_and_asked_for_again()
    {
        var asked = await SayAsync("/status");

        var again = await AnswerAsync(asked, "Not A Claw");

        Chat.Text(again).ShouldBe("'Not A Claw' is no claw: it is one word.");
        again.Question!.Nonce.ShouldNotBe(asked.Question!.Nonce);
        Chat.Text(await AnswerAsync(again, "Anna")).ShouldStartWith("'Anna' is no claw. A claw's name has");
    }

    [Theory]
    [InlineData("/status", "anna 5")]
    [InlineData("/upgrade", "anna image=1.1.0")]
    [InlineData("/upgrade", "image=1.1.0")]
    public async Task An_answer_cannot_bring_other_arguments(string line, string answer)
    {
        await KeepAsync("anna", ClawState.Running);

        var again = await AnswerAsync(await SayAsync(line), answer);

        (again.Status, again.Question!.About).ShouldBe((ReplyStatus.Asks, "claw"));
    }

    [Fact]
    public void Whatever_is_answered_to_a_text_is_that_text_byte_for_byte()
    {
        string[] pieces = ["to=bob", "to=", " ", "\n", "/shout", "x", "🦞", "\t", "=", "'"];
        var answers = Gen.ListOf(Gen.Elements(pieces)).Select(string.Concat)
            .Where(answer => !string.IsNullOrWhiteSpace(answer)).ToArbitrary();

        Prop.ForAll(answers, answer =>
        {
            _commands.Done.Clear();
            var asked = _commands.Dispatcher.ConverseAsync("/shout ", Marvin, default).GetAwaiter().GetResult();
            _commands.Dispatcher.AnswerAsync(asked.Question!.Nonce!, answer, Marvin, default).GetAwaiter().GetResult();
            return _commands.Done.SequenceEqual([$"{answer} to all"]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public async Task An_operation_is_chosen_from_the_open_ones_then_the_newest()
    {
        var ended = Some.EndedOperation() with { At = Some.Moment.AddHours(1) };
        var open = Some.Operation(ClawName.Parse("anna"));
        foreach (var operation in new[] { ended, open })
            await _chat.KeepAsync(new FleetChange { Operation = operation });
        var described = CommandCatalogue.Of(typeof(Op).Assembly).Describe(new Op());

        var asked = await new ArgumentQuestions(_chat.Fleet).AskAsync(described, described.Arguments[0], default);

        asked.Choices.Select(choice => choice.Answer).ShouldBe([open.Id.Value, ended.Id.Value]);
        asked.Choices[0].Text.ShouldBe($"Upgrade anna ({open.Id})");
    }

    [Fact]
    public async Task Who_may_not_is_not_asked_first()
    {
        var reply = await Dispatcher.ConverseAsync("/destroy", Marvin with { Role = Role.Viewer }, default);

        (reply.Status, reply.Question).ShouldBe((ReplyStatus.Refused, null));
    }

    [Fact]
    public async Task A_face_that_does_not_converse_is_told_the_usage() =>
        Chat.Text(await Dispatcher.DispatchAsync("/status", Marvin, default)).ShouldStartWith("/status needs <claw>");

    [Fact]
    public async Task Cancel_leaves_the_dialogue_and_else_offers_what_is_under_way()
    {
        var asked = await SayAsync("/status");

        Chat.Text(await SayAsync("/cancel")).ShouldBe("Left. Nothing was done.");
        (await AnswerAsync(asked, "anna")).Status.ShouldBe(ReplyStatus.Refused);

        var open = Some.Operation(ClawName.Parse("anna"));
        await _chat.KeepAsync(new FleetChange { Operation = open });
        (await SayAsync("/cancel")).Buttons.ShouldBe([new ReplyButton("Cancel Upgrade anna", $"/cancel {open.Id}")]);
    }

    [Fact]
    public async Task Cancel_as_an_answer_leaves_the_dialogue_too()
    {
        await KeepAsync("anna", ClawState.Running);

        Chat.Text(await AnswerAsync(await SayAsync("/status"), "/cancel")).ShouldBe("Left. Nothing was done.");
        Chat.Text(await AnswerAsync(await SayAsync("/secret set anna xai_api_key"), " /cancel"))
            .ShouldBe("Left. Nothing was done.");
        (await _chat.Secrets.ListAsync(ClawName.Parse("anna"), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewer_may_leave_a_dialogue_and_stop_no_operation()
    {
        var open = Some.Operation();
        await _chat.KeepAsync(new FleetChange { Operation = open });
        var vera = Marvin with { Role = Role.Viewer };

        (await Dispatcher.DispatchAsync("/cancel", vera, default)).Buttons.ShouldBeEmpty();
        (await Dispatcher.DispatchAsync($"/cancel {open.Id}", vera, default)).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.Fleet.IsCancelRequestedAsync(open.Id, default)).ShouldBeFalse();
    }

    private Task KeepAsync(string name, ClawState state) => _chat.KeepAsync(
        new FleetChange { Claw = Some.RunningClaw() with { Name = ClawName.Parse(name), State = state } });

    private Task<Reply> SayAsync(string line) => Dispatcher.ConverseAsync(line, Marvin, default);

    private Task<Reply> AnswerAsync(Reply asked, string answer) =>
        Dispatcher.AnswerAsync(asked.Question!.Nonce!, answer, Marvin, default);
}
