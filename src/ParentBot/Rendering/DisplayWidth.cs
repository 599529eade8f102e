using System.Globalization;
using System.Text;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>
/// How many columns of a terminal a text takes. Good for alignment; no terminal agrees with another on every emoji.
/// </summary>
internal static class DisplayWidth
{
    // Wide and fullwidth blocks of Unicode's EastAsianWidth.txt, and the blocks whose signs terminals draw as emoji.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF),
        (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Columns of a text without newlines.</summary>
    public static int Of(string text) => PlainText.IsPrintable(text) ? text.Length : text.EnumerateRunes().Sum(Of);

    /// <summary>Columns of one character: 0, 1 or 2.</summary>
    public static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => rune.Value >= Wide[0].First && Array.Exists(Wide, range => IsIn(range, rune.Value)) ? 2 : 1,
    };

    private static bool IsIn((int First, int Last) range, int value) => value >= range.First && value <= range.Last;

    /// <summary>The text filled up with blanks.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    /// <summary>The text cut to so many columns, the last of which shows that it was cut.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
            return text;

        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > columns - 1)
                break;
            cut.Append(rune);
        }

        return cut.Append('…').ToString();
    }
}
