using System.Collections.Immutable;
using System.Globalization;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>
/// How a proposal looks to who lives in one time zone. What an agent wrote stands apart as output, so that it cannot
/// pass for words of ours. Pure.
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
            new HeadingBlock($"{proposal.Agent} asks for this ({proposal.Id})"),
            new OutputBlock(proposal.Line),
            .. Plan(proposal),
            .. Why(proposal),
            new FactsBlock([.. Facts(proposal)]),
            .. Outcome(proposal),
        ]) with
        {
            Proposal = proposal,
            Operation = proposal.Operation,
            Buttons = isOpen ? Buttons(proposal) : [],
        };
    }

    /// <summary>How far it is, a sentence.</summary>
    public static string Say(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Waiting => $"{proposal.Line} waits for an Admin ({proposal.Id}).",
        ProposalStatus.Approved => $"{Decider(proposal)} approved {proposal.Line} ({proposal.Id}); it is being done.",
        ProposalStatus.Done => $"{Decider(proposal)} approved {proposal.Line} ({proposal.Id}), and it was done.",
        ProposalStatus.Failed =>
            $"{Decider(proposal)} approved {proposal.Line} ({proposal.Id}), but it failed: {proposal.Outcome}",
        ProposalStatus.Refused => $"{Decider(proposal)} refused {proposal.Line} ({proposal.Id}). Nothing was done.",
        ProposalStatus.Expired =>
            $"Nobody decided {proposal.Line} ({proposal.Id}) in time. Nothing was done; the agent can ask again.",
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

    private static IEnumerable<ReplyBlock> Plan(Proposal proposal)
    {
        if (proposal.Plan is { } plan)
            yield return new TextBlock(plan);
    }

    private static IEnumerable<ReplyBlock> Why(Proposal proposal)
    {
        yield return new TextBlock(proposal.Why is null ? "The agent gave no reason." : "Why, in the agent's words:");
        if (proposal.Why is { } why)
            yield return new OutputBlock(why);
    }

    private IEnumerable<(string Name, string Value)> Facts(Proposal proposal)
    {
        yield return ("Status", Words(proposal));
        yield return ("Asked", Clock(proposal.At));
        if (proposal.Status == ProposalStatus.Waiting)
            yield return ("Waits until", Clock(proposal.Until));
        if (proposal is { DecidedBy: not null, DecidedAt: { } when })
            yield return ("Decided", $"{Decider(proposal)}, {Clock(when)}");
        if (proposal.Operation is { } operation)
            yield return ("Operation", operation.Value);
    }

    private static IEnumerable<ReplyBlock> Outcome(Proposal proposal)
    {
        if (proposal.Outcome is { } outcome)
            yield return new TextBlock(outcome);
    }

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
