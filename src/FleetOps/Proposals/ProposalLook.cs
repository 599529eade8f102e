using System.Collections.Immutable;
using System.Globalization;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>
/// How a proposal looks to who lives in one time zone. What an agent wrote stands apart as a quotation, so that it
/// cannot pass for words of ours. Pure.
/// </summary>
public sealed class ProposalLook(TimeZoneInfo zone)
{
    private const int LongestOutcome = 2000;

    /// <summary>All there is to know; where it waits, with the buttons that decide.</summary>
    public Reply Of(Proposal proposal)
    {
        var isOpen = proposal.Status == ProposalStatus.Waiting;
        return Reply.Ok(
        [
            new HeadingBlock($"The agent {proposal.Agent} asks for this ({proposal.Id})"),
            new QuoteBlock(proposal.Line),
            .. Kept(proposal.Plan),
            .. Why(proposal),
            new FactsBlock([.. Facts(proposal)]),
            .. Kept(proposal.Outcome),
        ]).WithOperationsOf(proposal) with
        {
            Proposal = proposal,
            Buttons = isOpen ? Buttons(proposal) : [],
        };
    }

    /// <summary>How far it is, a sentence.</summary>
    public static string Say(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Waiting => $"{Name(proposal)} waits for an Admin.",
        ProposalStatus.Approved => $"{Decider(proposal)} approved {Name(proposal)}; it is being done.",
        ProposalStatus.Done => $"{Decider(proposal)} approved {Name(proposal)}, and it was done.",
        ProposalStatus.Failed =>
            $"{Decider(proposal)} approved {Name(proposal)}, but it failed: {proposal.Outcome}",
        ProposalStatus.Refused => $"{Decider(proposal)} refused {Name(proposal)}. Nothing was done.",
        ProposalStatus.Expired =>
            $"Nobody decided {Name(proposal)} in time. Nothing was done; the agent can ask again.",
        var other => throw new InvalidOperationException($"Unknown status {other}."),
    };

    /// <summary>What came of a proposal, to be kept with it; what only a person may read is not in it.</summary>
    internal static string OutcomeOf(Reply reply, Proposal proposal)
    {
        if (reply.IsPrivate)
            return $"What it showed is for {Decider(proposal)} alone.";

        return (reply.Operation, PlanText.Of(reply.Blocks, LongestOutcome)) switch
        {
            ({ } operation, null) => $"{operation} began.",
            ({ } operation, var said) => $"{operation} began.\n\n{said}",
            (_, null) => reply.Status == ReplyStatus.Ok ? "It was done." : "It was not done.",
            (_, var said) => said,
        };
    }

    /// <summary>The lines that decide.</summary>
    public static ImmutableList<ReplyButton> Buttons(Proposal proposal) =>
    [
        new ReplyButton("Approve", $"/decide {proposal.Id} approve"),
        new ReplyButton("Refuse", $"/decide {proposal.Id} refuse"),
    ];

    private static IEnumerable<ReplyBlock> Kept(string? text) => text is null ? [] : PlanText.Read(text);

    private static IEnumerable<ReplyBlock> Why(Proposal proposal)
    {
        yield return new TextBlock(proposal.Why is null ? "The agent gave no reason." : "Why, in the agent's words:");
        if (proposal.Why is { } why)
            yield return new QuoteBlock(why);
    }

    private IEnumerable<(string Name, string Value)> Facts(Proposal proposal)
    {
        if (proposal.Draft.Words.Trim().Length is var length and > ProposalDesk.LongestLine)
            yield return ("Command", $"the first {ProposalDesk.LongestLine} of {length} characters are shown");
        yield return ("Status", Words(proposal));
        yield return ("Asked", Clock(proposal.At));
        if (proposal.Status == ProposalStatus.Waiting)
            yield return ("Waits until", Clock(proposal.Until));
        if (proposal is { DecidedBy: not null, DecidedAt: { } when })
            yield return ("Decided", $"{Decider(proposal)}, {Clock(when)}");
        if (proposal.Operation is { } operation)
            yield return ("Operation", operation.Value);
        else if (proposal.Operations is { IsEmpty: false } several)
            yield return ("Operations", string.Join(", ", several));
    }

    // In a sentence of ours the agent's words are short and in quotes; the card has them all.
    private static string Name(Proposal proposal) => $"{Quoted.Text(proposal.Line)} ({proposal.Id})";

    private static string Decider(Proposal proposal) => Quoted.Who(proposal.DecidedBy!, proposal.DecidedById);

    private static string Words(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Waiting => "an Admin is asked",
        ProposalStatus.Approved => "approved; it is being done",
        ProposalStatus.Done => "approved and done",
        ProposalStatus.Failed => "approved, and could not be done",
        ProposalStatus.Refused => "refused; nothing was done",
        ProposalStatus.Expired => "nobody decided in time; nothing was done",
        var other => throw new InvalidOperationException($"Unknown status {other}."),
    };

    private string Clock(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture)
        + (zone.Id == TimeZoneInfo.Utc.Id ? " UTC" : "");
}
