using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>Draws a table with aligned columns; where it is too wide, the widest columns give way.</summary>
internal static class TextTable
{
    private const string Gap = "  ";
    private const int Narrowest = 6; // columns narrower than this say nothing

    /// <summary>
    /// The table's lines: headings, a rule, rows. None is wider than <paramref name="columns"/>, if that is possible.
    /// </summary>
    public static IEnumerable<string> Lines(TableBlock table, int? columns)
    {
        var headings = table.Columns.ConvertAll(PlainText.OneLine);
        var rows = table.Rows.Select(row => row.ConvertAll(PlainText.OneLine)).ToList();
        var widths = Fit(WidthsOf(headings, rows), columns);
        yield return Row(headings, widths);
        yield return Row(widths.ConvertAll(width => new string('─', width)), widths);
        foreach (var row in rows)
            yield return Row(row, widths);
    }

    private static string Row(ImmutableList<string> cells, ImmutableList<int> widths) =>
        string.Join(Gap, cells.Zip(widths, Cell)).TrimEnd();

    private static string Cell(string text, int width) => DisplayWidth.Pad(DisplayWidth.Cut(text, width), width);

    private static ImmutableList<int> WidthsOf(
        ImmutableList<string> headings, IEnumerable<ImmutableList<string>> rows) =>
        [.. headings.Select((_, i) => rows.Append(headings).Max(row => DisplayWidth.Of(row[i])))];

    private static ImmutableList<int> Fit(ImmutableList<int> widths, int? columns)
    {
        var tooMany = columns is { } most ? widths.Sum() + Gap.Length * (widths.Count - 1) - most : 0;
        while (tooMany-- > 0 && widths.Max() is var widest and > Narrowest)
            widths = widths.SetItem(widths.LastIndexOf(widest), widest - 1);
        return widths;
    }
}
