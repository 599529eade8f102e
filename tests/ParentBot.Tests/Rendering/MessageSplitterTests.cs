using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Tests.Rendering;

public sealed class MessageSplitterTests
{
    private const int Most = MessageSplitter.Most;

    [Fact]
    public void Any_entries_come_through_whole_and_in_order()
    {
        var pieces = Gen.OneOf(
            Gen.Elements("<", ">", "&", "&amp;", "</pre>", "<b>", "\"", "\n", " ", "word", "🦞", "é", "漢字", "\u200D"),
            Gen.Choose(1, 9_000).Select(length => new string('x', length)),
            Gen.Choose(1, 3_000).Select(count => string.Concat(Enumerable.Repeat("🦞", count))),
            Gen.Choose(1, 900).Select(count => string.Concat(Enumerable.Repeat("<line> of & text\n", count))));
        var spans = pieces.ArrayOf().Select(string.Concat)
            .Zip(Gen.Elements(Enum.GetValues<HtmlStyle>()), (text, style) => new HtmlSpan(text, style));
        var entries = spans.ListOf().Zip(
            Gen.Elements(true, false),
            (list, begins) => new HtmlEntry([.. list]) { BeginsParagraph = begins }).ListOf();

        Prop.ForAll(entries.ToArbitrary(), given => ComeThrough([.. given])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Entries_that_fit_stand_in_one_message_and_the_first_that_does_not_begins_the_next()
    {
        var half = new HtmlEntry(new HtmlSpan(new string('a', Most / 2)));

        MessageSplitter.Pack([half, half]).Count.ShouldBe(2); // the newline between them is one too many
        MessageSplitter.Pack([half, half.From(1)]).ShouldHaveSingleItem().Plain.Length.ShouldBe(Most);
    }

    [Fact]
    public void A_paragraph_begins_after_an_empty_line_and_a_message_with_none()
    {
        var entry = new HtmlEntry(new HtmlSpan("<a>", HtmlStyle.Bold)) { BeginsParagraph = true };

        var message = MessageSplitter.Pack([entry, entry with { BeginsParagraph = false }, entry]).Single();

        message.Plain.ShouldBe("<a>\n<a>\n\n<a>");
        message.Html.ShouldBe("<b>&lt;a&gt;</b>\n<b>&lt;a&gt;</b>\n\n<b>&lt;a&gt;</b>");
    }

    [Fact]
    public void A_block_that_is_too_long_is_cut_at_a_lines_end_and_goes_on_as_a_block()
    {
        var line = new string('x', 99);
        var entry = new HtmlEntry(new HtmlSpan(string.Join('\n', Enumerable.Repeat(line, 50)), HtmlStyle.Fixed));

        var messages = MessageSplitter.Pack([entry]);

        messages.Count.ShouldBe(2);
        messages.ShouldAllBe(message => message.Html.StartsWith("<pre>x") && message.Html.EndsWith("x</pre>"));
        messages.Sum(message => message.Plain.Split('\n').Length).ShouldBe(50);
    }

    [Fact]
    public void What_is_counted_is_what_is_seen()
    {
        MessageSplitter.Pack([new(new HtmlSpan(new string('&', Most)))]).ShouldHaveSingleItem();
        MessageSplitter.Pack([new(new HtmlSpan(string.Concat(Enumerable.Repeat("🦞", Most / 2 + 1))))])
            .Count.ShouldBe(2);
    }

    [Fact]
    public void Nothing_to_see_is_no_message()
    {
        MessageSplitter.Pack([new(new HtmlSpan(" \n ", HtmlStyle.Fixed)), new(new HtmlSpan(""))]).ShouldBeEmpty();
    }

    private static bool ComeThrough(ImmutableList<HtmlEntry> entries)
    {
        var messages = MessageSplitter.Pack(entries);

        foreach (var message in messages)
        {
            TelegramHtml.Read(message.Html).ShouldBe(message.Plain);
            message.Plain.Length.ShouldBeInRange(1, Most);
            message.Plain.ShouldNotBeNullOrWhiteSpace();
            message.Plain.EnumerateRunes().ShouldNotContain(Rune.ReplacementChar);
        }

        Words(messages.Select(message => message.Plain)).ShouldBe(Words(entries.Select(entry => entry.Plain)));
        return true;
    }

    // All that is seen; where lines and messages end is the splitter's own affair.
    private static string Words(IEnumerable<string> texts) =>
        string.Concat(texts.SelectMany(text => text).Where(sign => !char.IsWhiteSpace(sign)));
}
