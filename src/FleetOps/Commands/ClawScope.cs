using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Which claws a word means: one by name, some by label, or all.</summary>
/// <param name="Claw">The one; null where several are meant.</param>
/// <param name="Label">The label; null where one is meant, or all.</param>
internal sealed record ClawScope(ClawName? Claw, string? Label)
{
    /// <summary>As typed.</summary>
    public override string ToString() => Claw?.Value ?? Label ?? "all";

    /// <summary>Reads a word; a claw's name goes before a label's key.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="claws">The claws there are.</param>
    /// <param name="mayBeAll">Whether <c>all</c> is an answer.</param>
    /// <param name="scope">What is meant.</param>
    /// <param name="refusal">Why nothing is.</param>
    public static bool TryRead(
        string word, IReadOnlyList<Claw> claws, bool mayBeAll,
        [NotNullWhen(true)] out ClawScope? scope, [NotNullWhen(false)] out string? refusal)
    {
        scope = Find(word, claws, mayBeAll);
        refusal = scope is null
            ? $"{Quoted.Text(word)} is neither a claw's name nor a label that one has. /fleet lists the claws, "
                + "/label shows labels."
            : null;
        return scope is not null;
    }

    private static ClawScope? Find(string word, IReadOnlyList<Claw> claws, bool mayBeAll)
    {
        if (mayBeAll && word.Equals("all", StringComparison.OrdinalIgnoreCase))
            return new ClawScope(Claw: null, Label: null);
        if (claws.FirstOrDefault(claw => claw.Name.Value == word) is { } one)
            return new ClawScope(one.Name, Label: null);

        return claws.Any(claw => Labels.Fit(claw.Labels, word)) ? new ClawScope(Claw: null, word) : null;
    }
}
