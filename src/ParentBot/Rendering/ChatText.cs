using System.Text;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>
/// Makes text of machines and people fit for a chat: what turns the writing direction, is not seen, or is no character
/// at all is shown as <c>·</c>, so that no name looks like another one and no message looks empty.
/// </summary>
internal static class ChatText
{
    /// <summary>The text, its lines kept.</summary>
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines.Select(Line)).TrimEnd('\n');
    }

    /// <summary>The text as one line.</summary>
    public static string OneLine(string text) => Of(text).Replace('\n', ' ');

    private static string Line(string line)
    {
        if (PlainText.IsPrintable(line))
            return line;

        var shown = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes()) // half a surrogate pair comes as the sign for what is none
            shown.Append(rune.Value == '\t' ? "    " : Quoted.IsHarmless(rune) ? rune.ToString() : "·");
        return shown.ToString();
    }
}
