using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Tests.Rendering;

public sealed class HtmlRendererTests
{
    [Fact]
    public void A_reply_is_one_message_with_its_blocks_as_paragraphs()
    {
        var reply = Reply.Ok(
            new HeadingBlock("alice & co"),
            new TextBlock("Line one.\nLine <two>."),
            new FactsBlock(("state", "Running"), ("image", "1.1.0")),
            new OutputBlock("$ uptime\n  up 3 days"));

        Html(reply).ShouldBe(
            """
            <b>alice &amp; co</b>

            Line one.
            Line &lt;two&gt;.

            <b>state</b> Running
            <b>image</b> 1.1.0

            <pre>$ uptime
              up 3 days</pre>
            """);
    }

    [Fact]
    public void A_narrow_table_keeps_its_columns()
    {
        Html(Reply.Ok(new TableBlock(["Claw", "State"], [["alice", "Running"], ["bob", "Parked"]]))).ShouldBe(
            """
            <pre>Claw   State
            ─────  ───────
            alice  Running
            bob    Parked</pre>
            """);
    }

    [Fact]
    public void A_wide_table_is_an_entry_a_row()
    {
        var table = new TableBlock(
            ["Claw", "State", "Version", "Why"],
            [["alice", "Running", "2026.9.6", ""], ["bob", "Failed", "2026.9.5", "the disk is full"]]);

        Html(Reply.Ok(table)).ShouldBe(
            """
            <b>alice</b> State Running · Version 2026.9.6
            <b>bob</b> State Failed · Version 2026.9.5 · Why the disk is full
            """);
    }

    [Fact]
    public void A_file_is_a_document_of_its_own_name_before_what_is_said_of_it()
    {
        var reply = Reply.Ok(new TextBlock("Secrets are not in it."), new FileBlock("alice & co.json", "{}\n"));

        var messages = HtmlRenderer.Render(reply);

        messages.Select(message => (message.Html, message.Document)).ShouldBe(
            [("<b>alice &amp; co.json</b>", "{}\n"), ("Secrets are not in it.", null)]);
        messages[0].DocumentName.ShouldBe("alice & co.json");
        HtmlRenderer.Render(Reply.Ok(new FileBlock("a.json", "{}"))).Count.ShouldBe(1);
    }

    [Fact]
    public void A_questions_prompt_comes_last()
    {
        var reply = Reply.Ask(new Question("Park it?", QuestionKind.YesNo), new TextBlock("alice will stop."));

        Html(reply).ShouldBe("alice will stop.\n\nPark it?");
    }

    [Theory]
    [InlineData("\u202Eevil", "·evil")]
    [InlineData("a\u200Bb\uFEFFc\u200F\U000E0041", "a·b·c··")]
    [InlineData("\u001B[2Jred\r\n\tx", "·[2Jred\n    x")]
    [InlineData("</b><script>&lt;", "</b><script>&lt;")]
    [InlineData("👩‍🚀 fine", "👩‍🚀 fine")]
    public void Hostile_text_is_shown_and_does_nothing(string text, string seen)
    {
        foreach (var block in new ReplyBlock[] { new TextBlock(text), new OutputBlock(text) })
            TelegramHtml.Read(Html(Reply.Ok(block))).ShouldBe(seen);
        TelegramHtml.Read(Html(Reply.Ok(new QuoteBlock(text)))).ShouldBe($"│ {seen.Replace("\n", "\n│ ")}");
        TelegramHtml.Read(Html(Reply.Ok(new FactsBlock((text, text)))))
            .ShouldBe($"{seen.Replace('\n', ' ')} {seen}");
        TelegramHtml.Read(Html(Reply.Ok(new HeadingBlock(text)))).ShouldBe(seen.Replace('\n', ' '));
    }

    [Fact]
    public void Half_a_character_is_shown_as_none()
    {
        Html(Reply.Ok("a\uD83Eb")).ShouldBe("a\uFFFDb");
    }

    [Fact]
    public void A_flood_is_one_document_with_a_word_beneath()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"line {i} of the log"));
        var reply = Reply.Ok(new HeadingBlock("Logs of <alice>"), new OutputBlock(lines));

        var message = HtmlRenderer.Render(reply).Single();

        message.Html.ShouldBe("<b>Logs of &lt;alice&gt;</b>\nThe whole answer is in the file.");
        message.Document!.ShouldContain("Logs of <alice>");
        message.Document.ShouldEndWith("line 2999 of the log");
    }

    [Fact]
    public void Four_messages_are_no_flood()
    {
        var block = new OutputBlock(new string('x', MessageSplitter.Most));

        HtmlRenderer.Render(Reply.Ok(block, block, block, block)).Count.ShouldBe(4);
        HtmlRenderer.Render(Reply.Ok(block, block, block, block, block)).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_reply_that_only_started_an_operation_is_no_message()
    {
        HtmlRenderer.Render(new Reply()).ShouldBeEmpty();
    }

    private static string Html(Reply reply) => HtmlRenderer.Render(reply).ShouldHaveSingleItem().Html;
}
