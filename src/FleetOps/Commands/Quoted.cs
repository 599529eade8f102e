using System.Text;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Shows what a person typed, within a sentence of ours: short, on one line, and harmless to a terminal.
/// </summary>
public static class Quoted
{
    private const int Longest = 60;

    /// <summary>
    /// The text in single quotes, cut at 60 characters; what looks like a secret in it is not shown.
    /// </summary>
    public static string Text(string text) => $"'{Line(SecretShapes.Redact(text), Longest)}'";

    /// <summary>A person by his name and his id, for several may have one name: <c>'Mary' (telegram:7)</c>.</summary>
    public static string Who(string name, string? id) => id is null ? Text(name) : $"{Text(name)} ({id})";

    /// <summary>
    /// The text as one line of at most <paramref name="atMost"/> characters and a sign where it was cut; what would
    /// steer a terminal (control characters, also those that turn the writing direction) or is not seen is shown as
    /// <c>·</c>.
    /// </summary>
    public static string Line(string text, int atMost)
    {
        var line = new StringBuilder(Math.Min(text.Length, atMost) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= atMost)
                return line.Append('…').ToString();
            line.Append(IsHarmless(rune) ? rune.ToString() : "·");
        }

        return line.ToString();
    }

    /// <summary>
    /// Whether a character only shows itself, rather than steering what shows it or saying something unseen. Of the
    /// invisible ones the joiners are harmless: emoji and several scripts are written with them.
    /// </summary>
    public static bool IsHarmless(Rune rune) => !Rune.IsControl(rune)
        && rune.Value is not (0x00AD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF)
        && rune.Value is not ((>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xE0000 and <= 0xE0FFF));
}
