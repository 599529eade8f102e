using System.Collections.Immutable;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>What stands together in a message where it fits: a paragraph, a row, a fact, a block of output.</summary>
/// <param name="Spans">Its pieces, one after the other.</param>
internal sealed record HtmlEntry(params ImmutableList<HtmlSpan> Spans)
{
    /// <summary>Whether an empty line stands before it; else it begins on the next line.</summary>
    public bool BeginsParagraph { get; init; }

    /// <summary>What is seen, without markup.</summary>
    public string Plain => string.Concat(Spans.Select(span => span.Text));

    /// <summary>As HTML.</summary>
    public string Html => string.Concat(Spans.Select(span => span.Html));

    /// <summary>The first so many UTF-16 units of what is seen.</summary>
    public HtmlEntry Before(int end) => this with { Spans = Between(0, end) };

    /// <summary>What is seen from so many UTF-16 units on.</summary>
    public HtmlEntry From(int start) => this with { Spans = Between(start, Plain.Length) };

    private ImmutableList<HtmlSpan> Between(int start, int end)
    {
        var (spans, at) = (ImmutableList.CreateBuilder<HtmlSpan>(), 0);
        foreach (var span in Spans)
        {
            var (from, to) = (Math.Max(start - at, 0), Math.Min(end - at, span.Text.Length));
            if (from < to)
                spans.Add(span with { Text = span.Text[from..to] });
            at += span.Text.Length;
        }

        return spans.ToImmutable();
    }
}
