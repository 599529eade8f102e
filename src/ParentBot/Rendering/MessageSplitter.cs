using System.Text;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>
/// Packs entries into messages of at most so many UTF-16 units as they are seen, which is how Telegram counts. An entry
/// that is too long by itself is cut at a line's end or a blank where there is one, never within a character.
/// </summary>
internal static class MessageSplitter
{
    /// <summary>How much a message holds, in UTF-16 units after entities.</summary>
    public const int Most = 4096;

    /// <summary>The messages, in order; none is empty.</summary>
    public static IReadOnlyList<HtmlMessage> Pack(IEnumerable<HtmlEntry> entries)
    {
        var messages = new List<HtmlMessage>();
        var (html, plain) = (new StringBuilder(), new StringBuilder());
        foreach (var entry in entries.SelectMany(Parts).Where(part => !string.IsNullOrWhiteSpace(part.Plain)))
        {
            var gap = plain.Length == 0 ? "" : entry.BeginsParagraph ? "\n\n" : "\n";
            if (plain.Length + gap.Length + entry.Plain.Length > Most)
            {
                Close();
                gap = "";
            }

            html.Append(gap).Append(entry.Html);
            plain.Append(gap).Append(entry.Plain);
        }

        Close();
        return messages;

        void Close()
        {
            if (plain.Length > 0)
                messages.Add(new(html.ToString(), plain.ToString()));
            html.Clear();
            plain.Clear();
        }
    }

    private static IEnumerable<HtmlEntry> Parts(HtmlEntry entry)
    {
        while (entry.Plain.Length > Most)
        {
            var (end, next) = Cut(entry.Plain);
            yield return entry.Before(end);
            entry = entry.From(next);
        }

        yield return entry;
    }

    // Where the first part ends and the next begins; the newline or blank between them is in neither.
    private static (int End, int Next) Cut(string text)
    {
        foreach (var sign in "\n ")
        {
            // A cut in the first half would make many short messages of one long line.
            var at = text.LastIndexOf(sign, Most, Most / 2);
            if (at > 0)
                return (at, at + 1);
        }

        var end = char.IsLowSurrogate(text[Most]) ? Most - 1 : Most;
        return (end, end);
    }
}
