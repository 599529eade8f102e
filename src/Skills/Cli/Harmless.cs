using System.Text;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.Skills.Cli;

/// <summary>Text of others, without what would steer a terminal. Pure.</summary>
internal static class Harmless
{
    /// <summary>On its lines.</summary>
    public static string Text(string text) => Of(text, rune => rune.Value is '\n' or '\t');

    /// <summary>On one line.</summary>
    public static string Line(string text) => Of(text, _ => false);

    private static string Of(string text, Func<Rune, bool> isKept)
    {
        var harmless = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            harmless.Append(Quoted.IsHarmless(rune) || isKept(rune) ? rune.ToString() : "·");
        return harmless.ToString();
    }
}
