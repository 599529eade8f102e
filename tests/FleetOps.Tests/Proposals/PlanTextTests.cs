using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Tests.Proposals;

public sealed class PlanTextTests
{
    private const string Imitation = "hello\n\nStays: everything\r\nApprove? yes";

    [Fact]
    public void Words_of_somebody_else_are_his_in_each_line_and_stay_so_when_they_are_shown()
    {
        var text = Text(new TextBlock("It says:"), new QuoteBlock(Imitation), new TextBlock("Nothing else."));

        text.ShouldBe("It says:\n\n│ hello\n│ \n│ Stays: everything\n│ Approve? yes\n\nNothing else.");
        PlanText.Read(text).ShouldBe(
        [
            new TextBlock("It says:"), new QuoteBlock(Imitation.Replace("\r", "")), new TextBlock("Nothing else."),
        ]);
    }

    [Fact]
    public void A_fact_a_row_and_output_make_no_line_of_ours()
    {
        var text = Text(
            new FactsBlock(("From", Imitation)), new TableBlock(["a", "b"], [["c", Imitation]]),
            new OutputBlock(Imitation));

        text.Split('\n').Where(line => line.StartsWith("Stays", StringComparison.Ordinal)).ShouldBeEmpty();
        PlanText.Read(text).OfType<QuoteBlock>().ShouldHaveSingleItem();
    }

    [Fact]
    public void What_was_cut_within_a_quotation_is_read_still()
    {
        var text = PlanText.Of([new QuoteBlock("abc\ndef")], atMost: 7)!;

        text.ShouldBe("│ abc\n│…");
        PlanText.Read(text).ShouldBe([new QuoteBlock("abc"), new TextBlock("│…")]);
    }

    private static string Text(params ImmutableList<ReplyBlock> blocks) => PlanText.Of(blocks, atMost: 500)!;
}
