namespace ParentClaw.FleetOps.Contracts;

/// <summary>What it means for who waited that a proposal was decided. Pure.</summary>
public static class ProposalEnd
{
    /// <summary>Whether it is decided and, where it was approved, carried out or begun.</summary>
    public static bool IsEnded(ProposalView proposal) => proposal.Status is not ("waiting" or "approved");

    /// <summary>The envelope of who waited: ok where it was carried out, or waits still.</summary>
    /// <param name="answer">What the order was answered.</param>
    /// <param name="proposal">As it now is.</param>
    public static Envelope Of(Envelope answer, ProposalView proposal)
    {
        var error = ErrorOf(proposal);
        var data = answer.Data ?? new ReplyView { Status = "ok" };
        return new Envelope(error is null, answer.Command) { Data = data with { Proposal = proposal }, Error = error };
    }

    private static EnvelopeError? ErrorOf(ProposalView proposal) => proposal.Status switch
    {
        "refused" => new(
            ErrorReason.Refused, $"{proposal.DecidedBy ?? "An Admin"} refused {proposal.Id}: {proposal.Line}",
            "Do not give it again unless that person says so."),
        "expired" => new(
            ErrorReason.Refused, $"Nobody decided on {proposal.Id} in time: {proposal.Line}",
            "Ask an Admin to look, and give it again then."),
        "failed" => new(ErrorReason.Failed, proposal.Outcome ?? $"{proposal.Id} was approved and could not be done."),
        _ => null,
    };
}
