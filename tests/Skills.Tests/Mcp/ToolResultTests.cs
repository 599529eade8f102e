using System.Collections.Immutable;
using ModelContextProtocol.Protocol;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Mcp;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

public sealed class ToolResultTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_waits_for_an_Admin_is_no_error_and_says_not_to_give_it_again()
    {
        var result = ToolResult.Of(Failing(ErrorReason.Waiting) with { Data = Whole() });

        result.IsError.ShouldBe(false);
        TextOf(result).ShouldBe(
            "All is said.\nAn Admin decides on pr-k3f9x2ma: nothing is done yet. Do not give this order again; "
            + "the tool proposals shows what was decided.");
    }

    [Fact]
    public void A_question_is_for_a_person()
    {
        var asked = Failing(ErrorReason.Waiting) with { Data = new ReplyView { Status = "asks" } };

        ToolResult.Of(asked).IsError.ShouldBe(false);
        TextOf(ToolResult.Of(asked)).ShouldBe(
            "It is so.\nA person has to answer this; an agent cannot. Ask one to give the command.");
    }

    [Theory]
    [InlineData(ErrorReason.Failed)]
    [InlineData(ErrorReason.Usage)]
    [InlineData(ErrorReason.NoParent)]
    [InlineData(ErrorReason.Refused)]
    [InlineData(ErrorReason.Timeout)]
    [InlineData(ErrorReason.Forbidden)]
    [InlineData(ErrorReason.NotFound)]
    public void Any_other_no_is_an_error_with_its_hint(ErrorReason reason)
    {
        var result = ToolResult.Of(Failing(reason));

        result.IsError.ShouldBe(true);
        TextOf(result).ShouldBe("It is so.\nDo this.");
    }

    [Fact]
    public void A_good_answer_is_the_replys_text()
    {
        var result = ToolResult.Of(new Envelope(true, "fleet") { Data = Whole() });

        result.IsError.ShouldBe(false);
        TextOf(result).ShouldBe("All is said.");
    }

    [Fact]
    public void An_order_that_began_an_operation_without_words_names_it()
    {
        var began = new Envelope(true, "park") { Data = Whole() with { Text = "" } };

        TextOf(ToolResult.Of(began)).ShouldBe("Park alice: op-k3f9x2ma is open.");
    }

    [Fact]
    public void Each_kind_of_envelope_holds_to_the_schema_of_the_output()
    {
        Envelope[] all =
        [
            new Envelope(true, "fleet"),
            new Envelope(true, "fleet") { Data = new ReplyView { Status = "ok" } },
            new Envelope(true, "park") { Data = Whole() },
            Failing(ErrorReason.Failed) with { Data = Whole() },
            Failing(ErrorReason.NotFound),
        ];
        foreach (var envelope in all)
        {
            var content = ToolResult.Of(envelope).StructuredContent!.Value;
            SchemaCheck.FaultsOf(content, EnvelopeSchema.Element).ShouldBeEmpty($"{content}");
        }
    }

    private static Envelope Failing(ErrorReason reason) =>
        Envelope.Of("park", new EnvelopeError(reason, "It is so.", "Do this."));

    private static ReplyView Whole() => new()
    {
        Status = "waits",
        Text = "All is said.\n",
        Result = new System.Text.Json.Nodes.JsonObject { ["a"] = 1 },
        Blocks =
        [
            new TextView("a"), new HeadingView("b"), new OutputView("c"), new QuoteView("q"), new FileView("d", "e"),
            new FactsView([new FactView("f", "g")]), new TableView(["h"], [ImmutableList.Create("i")]),
        ],
        Operation = new OperationView(
            "op-k3f9x2ma", "Park", "alice", "mary", "open", Now, null, null,
            [new StepView("DrainGateway", "Draining", "running", null)]),
        Question = new QuestionView("n", "Sure?", "yes_no", 60, [new ChoiceView("Yes", "yes")]),
        Proposal = new ProposalView(
            "pr-k3f9x2ma", "/park alice", "nightly", null, "waiting", Now, null, null, null, null),
        Buttons = [new ButtonView("More", "/status alice")],
        RefreshSeconds = 5,
    };

    private static string TextOf(CallToolResult result) =>
        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text;
}
