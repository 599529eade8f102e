using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>Makes a reply plain text for a terminal or a pipe. Pure.</summary>
/// <param name="columns">Width to fit tables and paragraphs into; null for no limit, as on a pipe.</param>
/// <param name="label">Stands before each question, as <c>SANDBOX</c>; null for none.</param>
internal sealed class TextRenderer(int? columns, string? label)
{
    /// <summary>
    /// The reply's lines, with the answers to choose from but without the question's own; empty for a reply that only
    /// started an operation.
    /// </summary>
    public string Render(Reply reply)
    {
        var parts = reply.Blocks.Select(block => string.Join('\n', Lines(block)));
        if (reply.Question is { Kind: QuestionKind.Choice } question)
            parts = parts.Append(string.Join('\n', question.Choices.Select(Line)));
        if (!reply.Buttons.IsEmpty)
            parts = parts.Append(string.Join('\n', reply.Buttons.Select(Line)));
        return string.Join("\n\n", parts);
    }

    /// <summary>The question's line, with how to answer it.</summary>
    public string Render(Question question)
    {
        var prompt = PlainText.OneLine(question.Prompt);
        var how = question.Kind == QuestionKind.YesNo ? " [yes/no]" : "";
        return $"{(label is null ? "" : $"{label} · ")}{prompt}{how} ";
    }

    private static string Line(QuestionChoice choice) => choice.Text == choice.Answer
        ? $"· {PlainText.OneLine(choice.Answer)}"
        : $"· {PlainText.OneLine(choice.Answer)}  ({PlainText.OneLine(choice.Text)})";

    private static string Line(ReplyButton button) =>
        $"→ {PlainText.OneLine(button.Line)}  ({PlainText.OneLine(button.Text)})";

    private IEnumerable<string> Lines(ReplyBlock block) => block switch
    {
        TextBlock text => PlainText.Wrap(text.Text, columns),
        HeadingBlock heading => Heading(PlainText.OneLine(heading.Text)),
        TableBlock table => TextTable.Lines(table, columns),
        OutputBlock output => PlainText.Lines(output.Text),
        QuoteBlock quote => PlainText.Quote(quote, columns),
        FactsBlock facts => Facts(facts),
        FileBlock file => Heading(PlainText.OneLine(file.Name)).Concat(PlainText.Lines(file.Text)),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form as text."),
    };

    private static IEnumerable<string> Heading(string text) => [text, new string('═', DisplayWidth.Of(text))];

    private IEnumerable<string> Facts(FactsBlock block)
    {
        var facts = block.Facts.ConvertAll(fact => (Name: PlainText.OneLine(fact.Name), fact.Value));
        var indent = facts.Select(fact => DisplayWidth.Of(fact.Name)).DefaultIfEmpty().Max() + 3;
        foreach (var (name, value) in facts)
        {
            var first = true;
            foreach (var line in PlainText.Wrap(value, columns is { } most ? Math.Max(20, most - indent) : null))
            {
                yield return DisplayWidth.Pad(first ? $"{name}:" : "", indent - 1) + " " + line;
                first = false;
            }
        }
    }
}
