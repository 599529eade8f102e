using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>The envelope of who waited, as time goes on; what an end means, <see cref="Outcomes"/> says. Pure.</summary>
internal static class Endings
{
    /// <summary>Whether an operation ended, well or badly.</summary>
    public static bool IsEnded(OperationView operation) => operation.Status != "open";

    /// <summary>Whether a proposal is decided and, where it was approved, carried out or begun.</summary>
    public static bool IsEnded(ProposalView proposal) => proposal.Status is not ("waiting" or "approved");

    /// <summary>What was answered to the order, with its operation as it now is.</summary>
    public static Envelope Of(Envelope answer, OperationView operation) =>
        Of(answer, Outcomes.ErrorOf(operation), data => data with { Operation = operation });

    /// <summary>What was answered to the order, with its proposal as it now is.</summary>
    public static Envelope Of(Envelope answer, ProposalView proposal) =>
        Of(answer, Outcomes.ErrorOf(proposal), data => data with { Proposal = proposal });

    private static Envelope Of(Envelope answer, EnvelopeError? error, Func<ReplyView, ReplyView> with)
    {
        var data = with(answer.Data ?? new ReplyView { Status = "ok" });
        var status = error?.Reason switch
        {
            null => "ok",
            ErrorReason.Waiting => "waits",
            ErrorReason.Refused => "refused",
            _ => "failed",
        };
        return new Envelope(error is null, answer.Command) { Data = data with { Status = status }, Error = error };
    }
}
