using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>What a model reads of something that ended. Pure.</summary>
internal static class Endings
{
    /// <summary>The answer with the operation as it now is, and its conclusion as text.</summary>
    public static Envelope Of(Envelope answer, OperationView operation) =>
        Told(Outcomes.After(answer, operation), operation.Conclusion);

    /// <summary>The answer with the proposal as it now is, and what came of it as text.</summary>
    public static Envelope Of(Envelope answer, ProposalView proposal) =>
        Told(Outcomes.After(answer, proposal), proposal.Outcome);

    private static Envelope Told(Envelope now, string? conclusion) =>
        now with { Data = now.Data! with { Text = conclusion ?? now.Error?.Message ?? now.Data.Text } };
}
