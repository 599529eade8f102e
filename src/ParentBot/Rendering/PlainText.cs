using System.Text;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>
/// Makes text of machines and people fit for a terminal: what would steer it (escape sequences, a turned writing
/// direction) is shown as <c>·</c>, so that no message can redraw the operator's screen.
/// </summary>
internal static class PlainText
{
    /// <summary>The lines of a text, each harmless; tabs become blanks.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(Line);

    /// <summary>A text as one harmless line.</summary>
    public static string OneLine(string text) => IsPrintable(text) ? text : string.Join(' ', Lines(text));

    /// <summary>
    /// Whether it is nothing but printable ASCII, as nearly all cells of a large table are: such a text needs no look
    /// at each of its characters.
    /// </summary>
    public static bool IsPrintable(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The text in lines of at most so many columns, broken at blanks where there are any.</summary>
    public static IEnumerable<string> Wrap(string text, int? columns) =>
        columns is { } most ? Lines(text).SelectMany(line => WrapLine(line, most)) : Lines(text);

    /// <summary>
    /// A quotation in rows of at most so many columns, each behind the mark: no blanks and no long word bring its text
    /// to where lines of ours begin.
    /// </summary>
    public static IEnumerable<string> Quote(QuoteBlock quote, int? columns)
    {
        var lines = quote.Lines.Select(line => Line(line[QuoteBlock.Mark.Length..]));
        if (columns is { } most)
            lines = lines.SelectMany(line => WrapLine(line, most - QuoteBlock.Mark.Length))
                .SelectMany(row => Break(row, most - QuoteBlock.Mark.Length));
        return lines.Select(row => QuoteBlock.Mark + row);
    }

    private static IEnumerable<string> Break(string row, int columns)
    {
        var (part, used) = (new StringBuilder(), 0);
        foreach (var rune in row.EnumerateRunes())
        {
            var width = DisplayWidth.Of(rune);
            if (part.Length > 0 && used + width > columns)
            {
                yield return part.ToString();
                (part, used) = (part.Clear(), 0);
            }

            (part, used) = (part.Append(rune), used + width);
        }

        yield return part.ToString();
    }

    private static string Line(string line)
    {
        if (line.EnumerateRunes().All(Quoted.IsHarmless))
            return line;

        var harmless = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
            harmless.Append(rune.Value == '\t' ? "    " : Quoted.IsHarmless(rune) ? rune.ToString() : "·");
        return harmless.ToString();
    }

    private static IEnumerable<string> WrapLine(string line, int columns)
    {
        var row = new StringBuilder();
        var used = 0;
        foreach (var word in line.Split(' '))
        {
            var width = DisplayWidth.Of(word);
            if (row.Length > 0 && used + 1 + width > columns)
            {
                yield return row.ToString();
                (row, used) = (row.Clear(), 0);
            }

            if (row.Length > 0)
                (row, used) = (row.Append(' '), used + 1);
            (row, used) = (row.Append(word), used + width);
        }

        yield return row.ToString();
    }
}
