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
        // Arrays: a fleet's table has thousands of cells, each of which is read several times.
        string[] headings = [.. table.Columns.Select(PlainText.OneLine)];
        string[][] rows = [.. table.Rows.Select(row => row.Select(PlainText.OneLine).ToArray())];
        int[] widths = [.. Fit(WidthsOf(headings, rows), columns)];
        yield return Row(headings, widths);
        yield return Row(Array.ConvertAll(widths, width => new string('─', width)), widths);
        foreach (var row in rows)
            yield return Row(row, widths);
    }

    private static string Row(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, i) => Cell(cell, widths[i]))).TrimEnd();

    private static string Cell(string text, int width) => DisplayWidth.Pad(DisplayWidth.Cut(text, width), width);

    private static ImmutableList<int> WidthsOf(string[] headings, string[][] rows) =>
        [.. headings.Select((heading, i) => rows.Select(row => row[i]).Append(heading).Max(DisplayWidth.Of))];

    private static ImmutableList<int> Fit(ImmutableList<int> widths, int? columns)
    {
        var tooMany = columns is { } most ? widths.Sum() + Gap.Length * (widths.Count - 1) - most : 0;
        while (tooMany-- > 0 && widths.Max() is var widest and > Narrowest)
            widths = widths.SetItem(widths.LastIndexOf(widest), widest - 1);
        return widths;
    }
}
