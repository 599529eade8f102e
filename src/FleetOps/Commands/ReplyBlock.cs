using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Commands;

/// <summary>A piece of a reply; the closed family is in this file.</summary>
public abstract record ReplyBlock;

/// <summary>A paragraph of plain text; no markup, each face escapes for itself.</summary>
/// <param name="Text">The text; may have newlines.</param>
public sealed record TextBlock(string Text) : ReplyBlock;

/// <summary>A heading.</summary>
/// <param name="Text">One line.</param>
public sealed record HeadingBlock(string Text) : ReplyBlock;

/// <summary>A table; faces without columns list each row.</summary>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells as text, each row as long as the headings.</param>
public sealed record TableBlock(ImmutableList<string> Columns, ImmutableList<ImmutableList<string>> Rows) : ReplyBlock;

/// <summary>Output of a machine, shown as it is, in fixed width.</summary>
/// <param name="Text">The text.</param>
public sealed record OutputBlock(string Text) : ReplyBlock;

/// <summary>
/// Words of somebody else, as an agent's: each of their lines is shown behind a mark, so that none passes for ours.
/// </summary>
/// <param name="Text">The text.</param>
public sealed record QuoteBlock(string Text) : ReplyBlock
{
    /// <summary>Stands before each line.</summary>
    public const string Mark = "│ ";

    /// <summary>Its lines, each behind the mark.</summary>
    public IEnumerable<string> Lines =>
        Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Mark + line);
}

/// <summary>A list of facts, <c>name: value</c> each.</summary>
/// <param name="Facts">In order.</param>
public sealed record FactsBlock(params ImmutableList<(string Name, string Value)> Facts) : ReplyBlock;

/// <summary>A file to keep, which a face sends as such where it can.</summary>
/// <param name="Name">What it is called, <c>alice-openclaw.json</c>.</param>
/// <param name="Text">What is in it.</param>
public sealed record FileBlock(string Name, string Text) : ReplyBlock;
