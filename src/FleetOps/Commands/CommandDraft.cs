using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Commands;

/// <summary>A line as it was typed, and what was answered since to what was missing in it.</summary>
/// <param name="Line">The line, byte for byte.</param>
public sealed record CommandDraft(string Line)
{
    /// <summary>The answers, in the order in which they were asked for.</summary>
    public ImmutableList<GivenAnswer> Answers { get; init; } = [];

    /// <summary>
    /// The whole as one line, to be shown; only where an answer looks like another argument it is no line to parse.
    /// </summary>
    public string Words => Answers.IsEmpty
        ? Line
        : $"{Line.TrimEnd()} {string.Join(' ', Answers.Select(Said))}";

    private static string Said(GivenAnswer answer) =>
        answer.IsNamed ? $"{answer.Argument}={answer.Text}" : answer.Text;
}
