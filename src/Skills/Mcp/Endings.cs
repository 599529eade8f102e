using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>What it means for who waited that something ended. Pure.</summary>
internal static class Endings
{
    /// <summary>Whether an operation ended, well or badly.</summary>
    public static bool IsOver(OperationView operation) => operation.Status != "open";

    /// <summary>Whether a proposal is decided and, where it was approved, carried out or begun.</summary>
    public static bool IsOver(ProposalView proposal) => proposal.Status is not ("waiting" or "approved");

    /// <summary>The answer with the operation as it ended: not ok where that went badly.</summary>
    public static Envelope Of(Envelope answer, OperationView operation) => Of(
        answer,
        data => data with { Operation = operation },
        operation.Conclusion,
        operation.Status is "open" or "succeeded"
            ? null
            : new EnvelopeError(
                ErrorReason.Failed, operation.Conclusion ?? $"{operation.Id} ended: {operation.Status}.",
                $"What was done and what failed: op {operation.Id}."));

    /// <summary>The answer with the proposal as it was decided.</summary>
    public static Envelope Of(Envelope answer, ProposalView proposal) => Of(
        answer,
        data => data with { Proposal = proposal },
        proposal.Outcome,
        proposal.Status switch
        {
            "refused" => new EnvelopeError(
                ErrorReason.Refused, $"{proposal.DecidedBy ?? "An Admin"} refused {proposal.Id}: {proposal.Line}",
                "Do not give it again unless that person says so."),
            "expired" => new EnvelopeError(
                ErrorReason.Refused, $"Nobody decided on {proposal.Id} in time: {proposal.Line}",
                "Ask an Admin whether it is still wanted."),
            "failed" => new EnvelopeError(
                ErrorReason.Failed, proposal.Outcome ?? $"{proposal.Id} was approved and could not be done."),
            _ => null,
        });

    private static Envelope Of(
        Envelope answer, Func<ReplyView, ReplyView> change, string? conclusion, EnvelopeError? error)
    {
        var data = answer.Data ?? new ReplyView { Status = "ok" };
        return new Envelope(error is null, answer.Command)
        {
            Data = change(data) with
            {
                Status = error is null ? "ok" : error.Reason == ErrorReason.Refused ? "refused" : "failed",
                Text = conclusion ?? error?.Message ?? data.Text,
            },
            Error = error,
        };
    }
}
