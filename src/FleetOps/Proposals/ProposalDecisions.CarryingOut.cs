using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Proposals;

/// <content>What comes of an approval.</content>
public sealed partial class ProposalDecisions
{
    private const string Yes = "yes";
    private const int MostQuestions = 20; // a command that asks more in turn than this asks for ever

    /// <summary>Ends those that waited too long, and carries out what was approved and has no outcome yet.</summary>
    internal async Task CarryOnAsync(CancellationToken cancellationToken)
    {
        var open = await store.ListOpenAsync(cancellationToken);
        foreach (var late in open.Where(IsLate))
            await ExpireAsync(late, cancellationToken);
        foreach (var left in open.Where(proposal => proposal.Status == ProposalStatus.Approved))
        {
            if (!_underWay.TryAdd(left.Id, 0))
                continue;

            try
            {
                // It may have been done with since the list was made.
                if (await store.FindAsync(left.Id, cancellationToken) is not { Status: ProposalStatus.Approved } still)
                    continue;
                LogCarriedOn(still.Id, still.Agent);
                await CarryOutAsync(still, null, null, cancellationToken);
            }
            finally
            {
                _underWay.TryRemove(left.Id, out _);
            }
        }
    }

    /// <summary>
    /// Carries out one that was approved. Where something is asked first, or was answered by a slip, it waits again.
    /// </summary>
    private async Task<Reply> CarryOutAsync(
        Proposal proposal, string? answer, string? about, CancellationToken cancellationToken)
    {
        var agent = new Member(proposal.By, $"{proposal.DecidedBy} for {proposal.Agent}", proposal.Role)
        {
            IsAgent = true,
            Why = proposal.Why,
            ApprovedBy = proposal.DecidedBy,
            OrderKey = $"proposal:{proposal.Id}",
        };
        var reply = await dispatcher.CarryOutApprovedAsync(proposal.Draft, answer, about, agent, cancellationToken);
        for (var turn = 0; turn < MostQuestions && reply.Question is { Kind: QuestionKind.YesNo } asked
            && await StandsAsync(proposal, agent, cancellationToken); turn++)
            reply = await dispatcher.CarryOutApprovedAsync(
                proposal.Draft, Yes, asked.About, agent, cancellationToken);
        if (reply.Question is null && !reply.IsSlip)
            return await EndAsync(proposal, reply, cancellationToken);

        var open = await KeepAsync(
            proposal with
            {
                Status = ProposalStatus.Waiting,
                DecidedBy = null,
                DecidedById = null,
                DecidedAt = null,
            },
            cancellationToken);
        return reply.Question is { } question
            ? reply with { Question = question with { Nonce = null } }
            : reply with
            {
                Blocks = reply.Blocks.Add(new TextBlock($"{open.Id} waits on; approve it again to be asked again.")),
                Buttons = ProposalLook.Buttons(open),
                Proposal = open,
            };
    }

    private async Task<Reply> EndAsync(Proposal proposal, Reply reply, CancellationToken cancellationToken)
    {
        var ended = await KeepAsync(
            proposal with
            {
                Status = reply.Status == ReplyStatus.Ok ? ProposalStatus.Done : ProposalStatus.Failed,
                Operation = reply.Operation,
                Operations = reply.Operations,
                Outcome = ProposalLook.OutcomeOf(reply, proposal),
            },
            cancellationToken);
        return reply with
        {
            Blocks = reply.Blocks.Insert(0, new TextBlock($"Approved: {Quoted.Text(proposal.Line)}")),
            Proposal = ended,
            EndsChat = false,
            RefreshEvery = null,
        };
    }

    // Whether the card's plan is the plan still, and all of it: else a yes or no may be about what nobody saw yet.
    private async Task<bool> StandsAsync(Proposal proposal, Member agent, CancellationToken cancellationToken) =>
        proposal.Plan is { } shown
        && PlanText.Of((await dispatcher.PlanAsync(proposal.Draft, agent, cancellationToken)).Blocks, int.MaxValue)
            == shown;

    [LoggerMessage(LogLevel.Information, "{Proposal} of {Agent} was approved and is carried out now")]
    private partial void LogCarriedOn(ProposalId proposal, string agent);
}
