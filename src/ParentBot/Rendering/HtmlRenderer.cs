using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>Makes a reply messages for Telegram: HTML of few tags. Pure; buttons are the face's.</summary>
internal static class HtmlRenderer
{
    /// <summary>What a phone shows in fixed width without breaking lines.</summary>
    private const int PhoneColumns = 34;

    /// <summary>More messages than this are a flood; a document is read at one's own pace.</summary>
    private const int MostMessages = 4;

    /// <summary>How much of a document's beginning stands beneath it.</summary>
    private const int CaptionUnits = 200;

    /// <summary>
    /// The reply's messages, its files first and its question's prompt last; none for a reply that only started an
    /// operation. What needs more than four is one document.
    /// </summary>
    public static IReadOnlyList<HtmlMessage> Render(Reply reply)
    {
        var files = reply.Blocks.OfType<FileBlock>().Select(File);
        var messages = MessageSplitter.Pack(Entries(reply));
        return [.. files, .. messages.Count <= MostMessages ? messages : [Document(reply, messages[0])]];
    }

    /// <summary>
    /// The reply's pieces but its files, its question's prompt last; to be packed with others into one message.
    /// </summary>
    public static IEnumerable<HtmlEntry> Entries(Reply reply)
    {
        var blocks = reply.Blocks.SelectMany(block => Paragraph(Entries(block)));
        return reply.Question is { } question
            ? blocks.Append(new HtmlEntry(new HtmlSpan(ChatText.Of(question.Prompt))) { BeginsParagraph = true })
            : blocks;
    }

    private static HtmlMessage File(FileBlock file)
    {
        var name = Quoted.Line(file.Name, CaptionUnits);
        return MessageSplitter.Pack([new HtmlEntry(new HtmlSpan(name, HtmlStyle.Bold))])[0] with
        {
            Document = file.Text,
            DocumentName = name,
        };
    }

    private static HtmlMessage Document(Reply reply, HtmlMessage beginning)
    {
        var shown = reply with { Blocks = reply.Blocks.RemoveAll(block => block is FileBlock), Buttons = [] };
        var text = new TextRenderer(columns: null, label: null).Render(shown);
        if (reply.Question is { } question)
            text = $"{text}\n\n{ChatText.Of(question.Prompt)}";
        var line = beginning.Plain.Split('\n', 2)[0];
        var title = new HtmlEntry(new HtmlSpan(Quoted.Line(line, CaptionUnits), HtmlStyle.Bold));
        var caption = MessageSplitter.Pack([title, new HtmlEntry(new HtmlSpan("The whole answer is in the file."))])[0];
        return caption with { Document = text };
    }

    private static IEnumerable<HtmlEntry> Paragraph(IEnumerable<HtmlEntry> entries) =>
        entries.Select((entry, i) => i == 0 ? entry with { BeginsParagraph = true } : entry);

    private static IEnumerable<HtmlEntry> Entries(ReplyBlock block) => block switch
    {
        TextBlock text => [new(new HtmlSpan(ChatText.Of(text.Text)))],
        HeadingBlock heading => [new(new HtmlSpan(ChatText.OneLine(heading.Text), HtmlStyle.Bold))],
        OutputBlock output => [new(new HtmlSpan(ChatText.Of(output.Text), HtmlStyle.Fixed))],
        QuoteBlock quote => [new(new HtmlSpan(ChatText.Of(string.Join('\n', quote.Lines)), HtmlStyle.Fixed))],
        FactsBlock facts => facts.Facts.Select(fact => Named(fact.Name, ChatText.Of(fact.Value))),
        TableBlock table => Entries(table),
        FileBlock => [],
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form as HTML."),
    };

    private static IEnumerable<HtmlEntry> Entries(TableBlock table)
    {
        var drawn = TextTable.Lines(Shown(table), columns: null).ToList();
        return drawn.TrueForAll(line => DisplayWidth.Of(line) <= PhoneColumns)
            ? [new(new HtmlSpan(string.Join('\n', drawn), HtmlStyle.Fixed))]
            : table.Rows.Select(row => Row(table.Columns, row));
    }

    private static TableBlock Shown(TableBlock table) => new(
        table.Columns.ConvertAll(ChatText.OneLine), table.Rows.ConvertAll(row => row.ConvertAll(ChatText.OneLine)));

    private static HtmlEntry Row(ImmutableList<string> columns, ImmutableList<string> row)
    {
        var rest = columns.Zip(row).Skip(1).Where(cell => cell.Second.Length > 0)
            .Select(cell => ChatText.OneLine($"{cell.First} {cell.Second}"));
        return Named(row[0], string.Join(" · ", rest));
    }

    private static HtmlEntry Named(string name, string value) =>
        new(new HtmlSpan(ChatText.OneLine(name), HtmlStyle.Bold), new HtmlSpan(value.Length == 0 ? "" : $" {value}"));
}
