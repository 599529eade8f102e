using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>A plan as paragraphs, to be kept with its proposal. Pure.</summary>
internal static class PlanText
{
    private const int LongestPlan = 1500; // with all else it fits one message of a chat

    /// <summary>A plan as a card shows it.</summary>
    public static string? Of(ImmutableList<ReplyBlock> plan) => Of(plan, LongestPlan);

    /// <summary>
    /// The blocks as text of at most so many characters, a paragraph each, without what looks like a secret; null where
    /// there is nothing.
    /// </summary>
    public static string? Of(ImmutableList<ReplyBlock> blocks, int atMost)
    {
        if (blocks.IsEmpty)
            return null;

        var text = SecretShapes.Redact(string.Join("\n\n", blocks.Select(Of)));
        if (text.Length <= atMost)
            return text;

        var end = char.IsHighSurrogate(text[atMost - 1]) ? atMost - 1 : atMost; // half of a pair is no text
        return $"{text[..end]}…";
    }

    /// <summary>What was made a text, as blocks again: what was somebody else's words is so still.</summary>
    public static IEnumerable<ReplyBlock> Read(string text)
    {
        var lines = text.Split('\n');
        for (var (from, to) = (0, 0); from < lines.Length; from = to)
        {
            var isQuote = IsQuote(lines[from]);
            while (to < lines.Length && IsQuote(lines[to]) == isQuote)
                to++;
            var part = lines[from..to];
            if (isQuote)
                yield return new QuoteBlock(string.Join('\n', part.Select(line => line[QuoteBlock.Mark.Length..])));
            else if (string.Join('\n', part).Trim('\n') is { Length: > 0 } ours)
                yield return new TextBlock(ours);
        }
    }

    private static bool IsQuote(string line) => line.StartsWith(QuoteBlock.Mark, StringComparison.Ordinal);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Of(ReplyBlock block) => block switch
    {
        TextBlock text => text.Text,
        HeadingBlock heading => heading.Text,
        OutputBlock output => Of(new QuoteBlock(output.Text)),
        QuoteBlock quote => string.Join('\n', quote.Lines),
        FactsBlock facts => string.Join('\n', facts.Facts.Select(fact => $"{fact.Name}: {OneLine(fact.Value)}")),
        TableBlock table => string.Join('\n', table.Rows.Select(row => OneLine(string.Join(" · ", row)))),
        FileBlock file => file.Name,
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form as a plan."),
    };
}
