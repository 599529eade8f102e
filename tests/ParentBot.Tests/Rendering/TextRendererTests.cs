using ParentClaw.FleetOps.Commands;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Rendering;

public sealed class TextRendererTests
{
    private static readonly Reply Rich = Reply.Ok(
        new HeadingBlock("Fleet of parentclaw"),
        new TextBlock(
            "Three claws, one of them in trouble since this morning; "
            + "the rest serve as they should and cost what they cost."),
        new TableBlock(
            ["Claw", "State", "Verdict"],
            [
                ["alice", "Running", "Healthy"],
                [
                    "bob-the-second", "Running",
                    "Degraded: the data disk is 93 % full, and the channel was last seen an hour ago",
                ],
                ["日本", "Parked", "🦞"],
            ]),
        new FactsBlock(("Owner", "4711"), ("Model", "xai/grok-4"), ("Notes", "two\nlines")),
        new OutputBlock("$ df\n/dev/sda\t93%\n")) with
    {
        Buttons = [new("Wake it", "/wake 日本")],
    };

    [Fact]
    public void A_file_is_shown_beneath_its_name() =>
        new TextRenderer(columns: null, label: null).Render(Reply.Ok(new FileBlock("a.json", "{\n  \"a\": 1\n}")))
            .ShouldBe("a.json\n══════\n{\n  \"a\": 1\n}");

    [Fact]
    public void A_quotation_has_its_mark_before_each_row_however_it_is_written()
    {
        var quote = new QuoteBlock($"one two three\r\nfour\u2028{new string('x', 23)}\v");

        new TextRenderer(12, null).Render(Reply.Ok(quote))
            .ShouldBe("│ one two\n│ three\n│ four\n│ xxxxxxxxxx\n│ xxxxxxxxxx\n│ xxx·");
        new TextRenderer(null, null).Render(Reply.Ok(quote))
            .ShouldBe($"│ one two three\n│ four\n│ {new string('x', 23)}·");
    }

    [Fact]
    public void A_reply_on_a_pipe_is_as_wide_as_it_needs() =>
        Approved.Match(new TextRenderer(null, null).Render(Rich) + "\n");

    [Fact]
    public void A_reply_in_a_window_fits_it()
    {
        var text = new TextRenderer(60, null).Render(Rich);

        text.Split('\n').ShouldAllBe(line => DisplayWidth.Of(line) <= 60);
        Approved.Match(text + "\n");
    }

    [Theory]
    [InlineData(QuestionKind.YesNo, null, "Destroy alice? [yes/no] ")]
    [InlineData(QuestionKind.Typed, "SANDBOX", "SANDBOX · Destroy alice? ")]
    public void A_question_says_where_it_is_asked_and_how_it_is_answered(
        QuestionKind kind, string? label, string text) =>
        new TextRenderer(80, label).Render(new Question("Destroy alice?", kind)).ShouldBe(text);

    [Fact]
    public void The_answers_to_choose_from_are_listed()
    {
        var asked = Reply.Ask(new Question("Which?", QuestionKind.Choice)
        {
            Choices = [new("alice", "alice"), new("Park bob (op-1)", "op-1")],
        });

        new TextRenderer(80, null).Render(asked).ShouldBe("· alice\n· op-1  (Park bob (op-1))");
    }

    [Fact]
    public void Text_of_machines_cannot_steer_the_terminal()
    {
        const string hostile = "\u001b[2J\u001b]0;title\u0007 a\rb \u202Egnp.exe \u009b31m";
        var reply = Reply.Ok(
            new TextBlock(hostile), new HeadingBlock(hostile), new OutputBlock(hostile),
            new FactsBlock((hostile, hostile)),
            new TableBlock([hostile], [[hostile]])) with
        { Buttons = [new(hostile, hostile)] };

        var text = new TextRenderer(null, null).Render(reply)
            + new TextRenderer(null, null).Render(new Question(hostile, QuestionKind.Typed));

        text.ShouldAllBe(letter => letter == '\n' || (!char.IsControl(letter) && letter != '\u202E'));
    }

    [Fact]
    public void A_reply_that_only_started_an_operation_says_nothing_itself() =>
        new TextRenderer(80, null).Render(Reply.Started(Some.Operation())).ShouldBeEmpty();
}
