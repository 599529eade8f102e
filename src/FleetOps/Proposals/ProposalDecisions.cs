using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>
/// What Admins decide about proposals, and what comes of it. That one was approved is stored before anything is done;
/// it is carried out under one order's key for all time, so that a stopped process carries it out once when it is back.
/// </summary>
/// <remarks>Throws as <see cref="Storage.IFleetStore"/> does.</remarks>
public sealed partial class ProposalDecisions(
    IProposalStore store, ProposalFeed feed, CommandDispatcher dispatcher, TimeProvider time,
    ILogger<ProposalDecisions> logger)
{
    private readonly ConcurrentDictionary<ProposalId, byte> _underWay = new();

    /// <summary>
    /// Approves one and carries it out. A question that the approval does not answer is put to the Admin; until he
    /// answers, the proposal waits on.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="answer">What the Admin answered to the command's question; null for the first time.</param>
    /// <param name="about">The <see cref="Question.About"/> of that question.</param>
    /// <param name="by">The Admin.</param>
    /// <param name="cancellationToken">Stops it; what was approved is carried out at the next start.</param>
    internal async Task<Reply> ApproveAsync(
        ProposalId id, string? answer, string? about, Member by, CancellationToken cancellationToken)
    {
        if (!_underWay.TryAdd(id, 0))
            return Reply.Refused($"{id} is being carried out just now. /proposals {id} shows what comes of it.");

        try
        {
            return await TakeAsync(id, ProposalStatus.Approved, by, null, cancellationToken) switch
            {
                (var mine, null) => await CarryOutAsync(mine!, answer, about, cancellationToken),
                ({ Status: ProposalStatus.Approved } mine, _) when IsBy(mine, by) =>
                    await CarryOutAsync(mine, answer, about, cancellationToken), // his order came again
                (_, var known) => known!,
            };
        }
        finally
        {
            _underWay.TryRemove(id, out _);
        }
    }

    /// <summary>Refuses one.</summary>
    /// <param name="id">Which.</param>
    /// <param name="why">What the agent is told; null for nothing.</param>
    /// <param name="by">The Admin.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<Reply> RefuseAsync(ProposalId id, string? why, Member by, CancellationToken cancellationToken)
    {
        var told = why is null ? null : Quoted.Line(why.Trim(), ProposalDesk.LongestWhy);
        var (refused, known) = await TakeAsync(id, ProposalStatus.Refused, by, told, cancellationToken);
        return known ?? Reply.Ok(
            $"Refused: {Quoted.Text(refused!.Line)}. Nothing was done; {refused.Agent} is told.") with
        {
            Proposal = refused,
        };
    }

    /// <summary>Decides one that waits; where that cannot be, what is known of it instead, as a reply.</summary>
    private async Task<(Proposal? Proposal, Reply? Known)> TakeAsync(
        ProposalId id, ProposalStatus decision, Member by, string? why, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } found)
            return (null, Reply.Refused($"There is no proposal {id}. /proposals lists those that wait."));
        if (IsLate(found))
            found = await ExpireAsync(found, cancellationToken);
        if (found.Status != ProposalStatus.Waiting)
            return (found, Decided(found, decision, by));

        try
        {
            var decided = found with
            {
                Status = decision,
                DecidedBy = by.Name,
                DecidedById = by.Id,
                DecidedAt = time.GetUtcNow(),
                Outcome = why,
            };
            return (await KeepAsync(decided, cancellationToken), null);
        }
        catch (FleetException stale) when (stale.Reason == FailureReason.StaleRecord)
        {
            var now = await store.FindAsync(id, cancellationToken) ?? found;
            return (now, Decided(now, decision, by));
        }
    }

    /// <summary>What is said of one that is decided. Who decided so himself is told again what came of it.</summary>
    private static Reply Decided(Proposal proposal, ProposalStatus decision, Member by)
    {
        var wasApproved = proposal.Status is ProposalStatus.Done or ProposalStatus.Failed or ProposalStatus.Approved;
        var said = Reply.Refused(ProposalLook.Say(proposal)) with { Proposal = proposal };
        return IsBy(proposal, by) && wasApproved == (decision == ProposalStatus.Approved)
            ? said.WithOperationsOf(proposal) with { Status = ReplyStatus.Ok }
            : said;
    }

    // By his id: two Admins may have one name, and one may take another.
    private static bool IsBy(Proposal proposal, Member by) => proposal.DecidedById == by.Id;

    private bool IsLate(Proposal proposal) =>
        proposal.Status == ProposalStatus.Waiting && time.GetUtcNow() >= proposal.Until;

    private async Task<Proposal> ExpireAsync(Proposal late, CancellationToken cancellationToken)
    {
        try
        {
            return await KeepAsync(
                late with { Status = ProposalStatus.Expired, DecidedAt = time.GetUtcNow() }, cancellationToken);
        }
        catch (FleetException stale) when (stale.Reason == FailureReason.StaleRecord)
        {
            return await store.FindAsync(late.Id, cancellationToken) ?? late;
        }
    }

    private async Task<Proposal> KeepAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        var kept = await store.UpdateAsync(proposal, cancellationToken);
        feed.Publish(kept);
        return kept;
    }
}
