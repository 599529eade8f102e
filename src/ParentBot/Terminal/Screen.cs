using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>The screen of a terminal: text goes to its end; one block at a time is redrawn in place.</summary>
/// <param name="output">The terminal.</param>
/// <param name="size">Its columns and rows now; people drag windows.</param>
internal sealed class Screen(TextWriter output, Func<(int Columns, int Rows)> size)
{
    private const string EraseToLineEnd = "\e[K";
    private const string EraseBelow = "\e[J";

    private readonly Lock _gate = new(); // what is told meanwhile comes from another thread
    private string _typed = ""; // the line that is being typed, as it was drawn
    private int _blockRows;

    /// <summary>Columns now.</summary>
    public int Columns => size().Columns;

    /// <summary>Writes a line below all.</summary>
    public void WriteLine(string text)
    {
        lock (_gate)
        {
            _typed = "";
            output.Write($"{text}\n");
        }
    }

    /// <summary>Writes what nobody asked for, as one line.</summary>
    public void Tell(string text) => WriteAbove($"! {PlainText.OneLine(text)}");

    /// <summary>Writes lines that nobody asked for; the line that is being typed, or a block, goes on below.</summary>
    public void WriteAbove(string text)
    {
        lock (_gate)
        {
            _blockRows = 0;
            output.Write(_typed.Length > 0 ? $"\r{EraseToLineEnd}{text}\n{_typed}" : $"{text}\n");
        }
    }

    /// <summary>Draws the block anew in its place.</summary>
    /// <param name="lines">Its lines; what is too long is cut.</param>
    /// <param name="keptAbove">
    /// How many lines stay at the top where not all fit into the window; of the others the last ones are shown.
    /// </param>
    public void Redraw(IReadOnlyList<string> lines, int keptAbove)
    {
        var (columns, rows) = size();
        var left = Math.Max(0, lines.Count - (rows - 1));
        var top = Math.Min(keptAbove, rows - 2);
        var fitting = lines.Where((_, i) => i < top || i >= top + left)
            .Select(line => DisplayWidth.Cut(line, columns - 1))
            .ToList();
        lock (_gate)
        {
            var up = _blockRows > 0 ? $"\e[{Math.Min(_blockRows, rows - 1)}F" : "";
            output.Write($"{up}{string.Concat(fitting.Select(line => $"{line}{EraseToLineEnd}\n"))}{EraseBelow}");
            _blockRows = fitting.Count;
        }
    }

    /// <summary>Leaves the block as it stands; the next one begins below.</summary>
    public void EndBlock()
    {
        lock (_gate)
            _blockRows = 0;
    }

    /// <summary>Shows a prompt and the part of a line around its cursor that fits into one row.</summary>
    public void DrawLine(string prompt, LineBuffer line)
    {
        var room = Math.Max(8, Columns - DisplayWidth.Of(prompt) - 1);
        var start = line.Cursor;
        var before = 0;
        while (start > 0 && before < room * 3 / 4)
            before += DisplayWidth.Of(line.Text[--start..(start + 1)]);
        if (start > 0 && char.IsLowSurrogate(line.Text[start]))
            start--;

        before = DisplayWidth.Of(PlainText.OneLine(line.Text[start..line.Cursor]));
        var end = Math.Min(line.Text.Length, start + room);
        var shown = DisplayWidth.Cut(PlainText.OneLine(line.Text[start..end]), room);
        lock (_gate)
        {
            _typed = $"\r{prompt}{shown}{EraseToLineEnd}\r\e[{DisplayWidth.Of(prompt) + before}C";
            output.Write(_typed);
        }
    }
}
