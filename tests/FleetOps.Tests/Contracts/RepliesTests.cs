using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Contracts;

public sealed class RepliesTests
{
    private static readonly string[] Texts =
        ["", "alice", "two\nlines", "🦞 <b>&amp;\u202e", "\"quoted\" \\ \t", "null", new('x', 5_000)];

    private static Gen<string> Text => Gen.Elements(Texts);

    private static Gen<ReplyBlock> Block => Gen.OneOf(
        Text.Select(text => (ReplyBlock)new TextBlock(text)),
        Text.Select(text => (ReplyBlock)new HeadingBlock(text)),
        Text.Select(text => (ReplyBlock)new OutputBlock(text)),
        Text.Select(text => (ReplyBlock)new QuoteBlock(text)),
        Text.SelectMany(name => Text.Select(text => (ReplyBlock)new FileBlock(name, text))),
        Text.SelectMany(name => Text.Select(value => (ReplyBlock)new FactsBlock((name, value), (value, name)))),
        Text.ListOf(2).ListOf().Select(rows => (ReplyBlock)new TableBlock(
            ["claw", "state"], [.. rows.Select(row => row.ToImmutableList())])));

    private static Gen<Question?> Question => Gen.Elements(Enum.GetValues<QuestionKind>()).SelectMany(kind =>
        Text.Select(text => (Question?)new Question(text, kind)
        {
            Nonce = "0123456789abcdef01234567",
            GoodFor = TimeSpan.FromMinutes(5),
            Choices = [new QuestionChoice(text, "a"), new QuestionChoice("b", text)],
        }));

    [Fact]
    public void A_reply_comes_back_from_its_envelope_as_it_went()
    {
        var kinds = new HashSet<Type>();
        var replies =
            from status in Gen.Elements(Enum.GetValues<ReplyStatus>())
            from refusal in Gen.Elements(Enum.GetValues<RefusalKind>())
            from blocks in Block.ListOf()
            from question in Gen.OneOf(Question, Gen.Constant<Question?>(null))
            from seconds in Gen.Elements(0, 2, 60)
            from isPrivate in Gen.Elements(true, false)
            from label in Text
            select new Reply
            {
                Status = status,
                Blocks = [.. blocks],
                Question = question,
                Refusal = status == ReplyStatus.Refused ? refusal : default,
                Result = new JsonObject { ["text"] = label },
                Buttons = [new ReplyButton(label, $"/status {label}")],
                RefreshEvery = seconds == 0 ? null : TimeSpan.FromSeconds(seconds),
                IsPrivate = isPrivate,
                EndsChat = !isPrivate,
            };

        Prop.ForAll(replies.ToArbitrary(), reply =>
        {
            kinds.UnionWith(reply.Blocks.Select(block => block.GetType()));
            var back = Replies.Of(Sent(Envelopes.Of("x", reply, null)));
            Json(Envelopes.Of("x", back, null)).ShouldBe(Json(Envelopes.Of("x", reply, null)));
            (back.Status, back.Refusal, back.EndsChat).ShouldBe((reply.Status, reply.Refusal, reply.EndsChat));
            back.Blocks.Select(block => block.GetType()).ShouldBe(reply.Blocks.Select(block => block.GetType()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        kinds.Count.ShouldBe(typeof(ReplyBlock).Assembly.GetTypes().Count(type => type.BaseType == typeof(ReplyBlock)));
    }

    [Fact]
    public void An_operation_comes_back_as_far_as_it_is_shown()
    {
        foreach (var status in Enum.GetValues<OperationStatus>())
        {
            var sent = Some.EndedOperation() with { Status = status, CancelRequested = true };
            var view = Sent(Envelopes.Of("op", new Reply { Operation = sent.Id }, null, sent)).Data!.Operation!;

            view.TryRead(out var back).ShouldBeTrue();
            JsonSerializer.Serialize(OperationView.Of(back), ContractJson.Default.OperationView)
                .ShouldBe(JsonSerializer.Serialize(OperationView.Of(sent), ContractJson.Default.OperationView));
            (back.Id, back.Order, back.Status).ShouldBe((sent.Id, sent.Order, status));
            back.Steps.ShouldBe(sent.Steps);
        }
    }

    [Fact]
    public void What_failed_is_told_where_nothing_concluded_it()
    {
        var failed = Some.EndedOperation() with { Conclusion = null };

        OperationView.Of(failed).Conclusion.ShouldBe("Waiting for SSH: It did not answer. Try /verify.");
        OperationView.Of(failed with { EndedAt = null }).Conclusion.ShouldBeNull();
    }

    [Theory]
    [InlineData(ErrorReason.Forbidden, ReplyStatus.Refused, RefusalKind.Role)]
    [InlineData(ErrorReason.Usage, ReplyStatus.Refused, RefusalKind.Usage)]
    [InlineData(ErrorReason.NotFound, ReplyStatus.Refused, RefusalKind.State)]
    [InlineData(ErrorReason.NoParent, ReplyStatus.Failed, RefusalKind.State)]
    public void What_came_to_no_answer_says_why_and_what_to_do(
        ErrorReason reason, ReplyStatus status, RefusalKind refusal)
    {
        var reply = Replies.Of(Envelope.Of("chat", new EnvelopeError(reason, "It is not so.", "Do this.")));

        (reply.Status, reply.Refusal).ShouldBe((status, refusal));
        reply.Blocks.ShouldBe([new TextBlock("It is not so. Do this.")]);
    }

    [Fact]
    public void Words_of_another_version_are_a_failure_that_says_so()
    {
        var strange = new Envelope(true, "chat") { Data = new ReplyView { Status = "sings" } };
        var question = new QuestionView("1", "What?", "sung", 60, []);

        Replies.Of(strange).Status.ShouldBe(ReplyStatus.Failed);
        Replies.Of(new Envelope(false, "chat") { Data = new ReplyView { Status = "asks", Question = question } })
            .Status.ShouldBe(ReplyStatus.Failed);
        (OperationView.Of(Some.Operation()) with { Claw = "../etc" }).TryRead(out _).ShouldBeFalse();
        (OperationView.Of(Some.Operation()) with { Status = "1" }).TryRead(out _).ShouldBeFalse();
    }

    private static string Json(Envelope envelope) => JsonSerializer.Serialize(envelope, ContractJson.Default.Envelope);

    private static Envelope Sent(Envelope envelope) =>
        JsonSerializer.Deserialize(Json(envelope), ContractJson.Default.Envelope)!;
}
