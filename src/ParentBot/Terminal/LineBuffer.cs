namespace ParentClaw.ParentBot.Terminal;

/// <summary>A line while it is edited: text and cursor, changed by keys. Draws nothing.</summary>
internal sealed class LineBuffer
{
    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The cursor, as an index into the text; never within a pair of surrogates.</summary>
    public int Cursor { get; private set; }

    /// <summary>Replaces the text; the cursor goes to its end.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    /// <summary>Edits the line as the key says; keys that mean nothing here change nothing.</summary>
    public void Apply(ConsoleKeyInfo key)
    {
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
            ApplyControl(key.Key);
        else if (!TryMove(key.Key) && !char.IsControl(key.KeyChar))
            Insert(key.KeyChar.ToString());
    }

    private bool TryMove(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.LeftArrow: Cursor = Before(Cursor); break;
            case ConsoleKey.RightArrow: Cursor = After(Cursor); break;
            case ConsoleKey.Home: Cursor = 0; break;
            case ConsoleKey.End: Cursor = Text.Length; break;
            case ConsoleKey.Backspace: Remove(Before(Cursor), Cursor); break;
            case ConsoleKey.Delete: Remove(Cursor, After(Cursor)); break;
            default: return false;
        }

        return true;
    }

    private void ApplyControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A: Cursor = 0; break;
            case ConsoleKey.E: Cursor = Text.Length; break;
            case ConsoleKey.U: Remove(0, Cursor); break;
            case ConsoleKey.K: Remove(Cursor, Text.Length); break;
            case ConsoleKey.W: Remove(WordBefore(Cursor), Cursor); break;
            case ConsoleKey.H: Remove(Before(Cursor), Cursor); break;
            case ConsoleKey.LeftArrow: Cursor = WordBefore(Cursor); break;
            case ConsoleKey.RightArrow: Cursor = WordAfter(Cursor); break;
        }
    }

    private void Insert(string text) => (Text, Cursor) = (Text.Insert(Cursor, text), Cursor + text.Length);

    private void Remove(int from, int to) => (Text, Cursor) = (Text.Remove(from, to - from), from);

    private int Before(int index) => Math.Max(0, index - (index > 1 && char.IsLowSurrogate(Text[index - 1]) ? 2 : 1));

    private int After(int index) =>
        Math.Min(Text.Length, index + (index < Text.Length - 1 && char.IsHighSurrogate(Text[index]) ? 2 : 1));

    private int WordBefore(int index)
    {
        while (index > 0 && Text[index - 1] == ' ')
            index--;
        while (index > 0 && Text[index - 1] != ' ')
            index--;
        return index;
    }

    private int WordAfter(int index)
    {
        while (index < Text.Length && Text[index] == ' ')
            index++;
        while (index < Text.Length && Text[index] != ' ')
            index++;
        return index;
    }
}
