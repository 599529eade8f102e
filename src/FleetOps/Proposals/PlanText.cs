using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>A plan as paragraphs, to be kept with its proposal. Pure.</summary>
internal static class PlanText
{
    /// <summary>The blocks as text, a paragraph each; null where there is nothing.</summary>
    public static string? Of(ImmutableList<ReplyBlock> blocks) =>
        blocks.IsEmpty ? null : string.Join("\n\n", blocks.Select(Of));

    private static string Of(ReplyBlock block) => block switch
    {
        TextBlock text => text.Text,
        HeadingBlock heading => heading.Text,
        OutputBlock output => output.Text,
        FactsBlock facts => string.Join('\n', facts.Facts.Select(fact => $"{fact.Name}: {fact.Value}")),
        TableBlock table => string.Join('\n', table.Rows.Select(row => string.Join(" · ", row))),
        FileBlock file => file.Name,
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form as a plan."),
    };
}
