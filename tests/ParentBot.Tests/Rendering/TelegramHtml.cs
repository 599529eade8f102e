using System.Text;

namespace ParentClaw.ParentBot.Tests.Rendering;

/// <summary>Reads HTML as strictly as Telegram does, and gives back what is seen.</summary>
internal static class TelegramHtml
{
    private static readonly string[] Tags = ["b", "pre"];

    private static readonly Dictionary<string, string> Entities =
        new() { ["amp"] = "&", ["lt"] = "<", ["gt"] = ">", ["quot"] = "\"" };

    /// <summary>The text as it is seen.</summary>
    /// <exception cref="FormatException">Telegram would not take it: can't parse entities.</exception>
    internal static string Read(string html)
    {
        var (seen, open) = (new StringBuilder(), new Stack<string>());
        for (var i = 0; i < html.Length; i++)
        {
            if (html[i] == '<')
            {
                var end = End(html, i, '>');
                Apply(html[(i + 1)..end], open);
                i = end;
            }
            else if (html[i] == '&')
            {
                var end = End(html, i, ';');
                seen.Append(Entities.TryGetValue(html[(i + 1)..end], out var sign)
                    ? sign
                    : throw new FormatException($"No entity: {html[i..end]}"));
                i = end;
            }
            else if (html[i] == '>')
                throw new FormatException($"A stray > at {i}");
            else
                seen.Append(html[i]);
        }

        return open.Count == 0 ? seen.ToString() : throw new FormatException($"<{open.Peek()}> is not closed");
    }

    private static void Apply(string tag, Stack<string> open)
    {
        if (tag.StartsWith('/') && open.TryPop(out var last) && last == tag[1..])
            return;
        if (!Tags.Contains(tag) || open.Count > 0)
            throw new FormatException($"Not to be here: <{tag}>");
        open.Push(tag);
    }

    private static int End(string html, int start, char sign) =>
        html.IndexOf(sign, start) is var end and > 0 ? end : throw new FormatException($"No {sign} after {start}");
}
