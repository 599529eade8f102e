using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Goes through a line word by word. A word is looked at first, and taken or left for the rest of the line.
/// </summary>
internal sealed class LineWords(string line)
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\n\r");

    private int _taken; // all before it was taken
    private int _seen;  // end of the word that was looked at

    /// <summary>
    /// A word as who writes <c>--errors</c> means it, as other programs want it; phones make one long dash of two.
    /// </summary>
    public static string WithoutDashes(string word) => word.StartsWith("--", StringComparison.Ordinal)
        ? word[2..]
        : word.TrimStart('–', '—');

    /// <summary>Looks at the next word without taking it; false at the end of the line.</summary>
    public bool TryPeek([NotNullWhen(true)] out string? word)
    {
        word = null;
        var start = line.AsSpan(_taken).IndexOfAnyExcept(Blanks);
        if (start < 0)
            return false;

        start += _taken;
        var length = line.AsSpan(start).IndexOfAny(Blanks);
        _seen = length < 0 ? line.Length : start + length;
        word = line[start.._seen];
        return true;
    }

    /// <summary>Takes the word that was looked at.</summary>
    public void Take() => _taken = _seen;

    /// <summary>Takes all that stands behind the one blank after the last word taken.</summary>
    public string TakeRest()
    {
        var rest = _taken < line.Length ? line[(_taken + 1)..] : "";
        _taken = line.Length;
        return rest;
    }
}
