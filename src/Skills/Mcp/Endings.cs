using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>What a model reads of something that ended. Pure.</summary>
internal static class Endings
{
    /// <summary>The answer with what came of it as its text: what went wrong, how each operation ended.</summary>
    public static Envelope Of(Envelope answer)
    {
        if (answer.Data is not { } data || (data.EachOperation.IsEmpty && data.Proposal is null))
            return answer;

        var ends = data.EachOperation.Select(operation => operation.Conclusion).OfType<string>().ToList();
        var said = ends.Count > 0 ? string.Join('\n', ends) : data.Proposal?.Outcome;
        return answer with { Data = data with { Text = answer.Error?.Message ?? said ?? data.Text } };
    }
}
