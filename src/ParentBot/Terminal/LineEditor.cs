using System.Threading.Channels;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>Reads lines from the keyboard with editing, history and completion of command names.</summary>
/// <param name="keyboard">Where keys come from.</param>
/// <param name="screen">Where the line is shown.</param>
/// <param name="words">What can be completed at the beginning of a line, as <c>/deploy</c>.</param>
/// <param name="told">What is told above the line while it is typed; null for nothing.</param>
internal sealed class LineEditor(
    Keyboard keyboard, Screen screen, IReadOnlyList<string> words, ChannelReader<string>? told = null)
{
    private readonly Notices _notices = new(told);
    private readonly List<string> _history = [];

    /// <summary>
    /// Reads a line. Ctrl+C drops what was typed; on an empty line it ends the chat as Ctrl+D does, and the result is
    /// null.
    /// </summary>
    public async Task<string?> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        var line = new LineBuffer();
        var recalled = _history.Count;
        screen.DrawLine(prompt, line);
        while (await _notices.TellWhileAsync(keyboard.ReadAsync(cancellationToken), Tell) is { } key)
        {
            if (IsEnd(key) && line.Text.Length == 0)
                break;
            if (key.Key == ConsoleKey.Enter)
                return Enter(prompt, line);

            switch (key.Key)
            {
                case ConsoleKey.UpArrow or ConsoleKey.DownArrow:
                    recalled = Math.Clamp(recalled + (key.Key == ConsoleKey.UpArrow ? -1 : 1), 0, _history.Count);
                    line.Set(recalled < _history.Count ? _history[recalled] : "");
                    break;
                case ConsoleKey.Tab:
                    line.Set(Complete(line.Text));
                    break;
                case var _ when Keyboard.IsInterrupt(key):
                    line.Set("");
                    break;
                default:
                    line.Apply(key);
                    break;
            }

            if (!keyboard.HasMore) // pasted text is drawn once
                screen.DrawLine(prompt, line);
        }

        screen.WriteLine("");
        return null;

        Task Tell(string notice)
        {
            screen.WriteAbove(notice);
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Reads a line that is neither shown nor remembered; null if it was given up with Ctrl+C or Ctrl+D.
    /// </summary>
    public async Task<string?> ReadSecretAsync(string prompt, CancellationToken cancellationToken)
    {
        var (line, nothing) = (new LineBuffer(), new LineBuffer());
        screen.DrawLine(prompt, nothing);
        string? secret = null;
        while (await keyboard.ReadAsync(cancellationToken) is { } key && !IsEnd(key))
        {
            if (key.Key == ConsoleKey.Enter)
            {
                secret = line.Text;
                break;
            }

            line.Apply(key);
        }

        screen.WriteLine("");
        return secret;
    }

    private static bool IsEnd(ConsoleKeyInfo key) =>
        Keyboard.IsInterrupt(key) || key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control };

    private string Enter(string prompt, LineBuffer line)
    {
        screen.DrawLine(prompt, line);
        screen.WriteLine("");
        if (!string.IsNullOrWhiteSpace(line.Text) && _history.LastOrDefault() != line.Text)
            _history.Add(line.Text);
        return line.Text;
    }

    private string Complete(string text)
    {
        var fitting = words.Where(word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return fitting switch
        {
            [] => text,
            [var only] => $"{only} ",
            _ => fitting.Aggregate(CommonStart),
        };
    }

    private static string CommonStart(string left, string right) =>
        left[..left.AsSpan().CommonPrefixLength(right)];
}
