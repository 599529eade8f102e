using System.Collections.Immutable;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/proposals</c>: what agents want done and an Admin decides. Its result without an id is a
/// <see cref="ProposalList"/>.
/// </summary>
[FleetCommand(
    "proposals", "Show what agents ask for, and what became of it.", Role.Viewer, Example = "/proposals", Order = 65)]
public sealed record Proposals(
    [property: Argument("proposal", "Which; without it those that wait and the newest are listed.")]
    ProposalId? Proposal = null) : ICommand;

/// <summary>Carries out <see cref="Proposals"/>.</summary>
public sealed class ProposalsHandler(IProposalStore store, MemberZones zones, TimeProvider time)
    : ICommandHandler<Proposals>
{
    private const int Listed = 10;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Proposals command, Member by, CancellationToken cancellationToken)
    {
        if (command.Proposal is null)
            return await ListAsync(cancellationToken);

        return await store.FindAsync(command.Proposal, cancellationToken) is { } found
            ? new ProposalLook(await zones.FindAsync(by, cancellationToken)).Of(found)
            : Reply.Refused($"There is no proposal {command.Proposal}. /proposals lists those that wait.");
    }

    private async Task<Reply> ListAsync(CancellationToken cancellationToken)
    {
        var open = await store.ListOpenAsync(cancellationToken);
        var newest = await store.ListAsync(Listed, cancellationToken);
        ImmutableList<Proposal> all = [.. open.Concat(newest).DistinctBy(proposal => proposal.Id)];
        var reply = all.IsEmpty
            ? Reply.Ok("No agent asked for anything yet.")
            : Reply.Ok(new TableBlock(["Proposal", "Status", "By", "Asked", "What"], all.ConvertAll(RowOf)));
        return reply with
        {
            Result = ProposalList.ToResult(all),
            Buttons =
            [
                .. open.Where(IsWaiting).Select(one => new ReplyButton($"Look at {one.Id}", $"/proposals {one.Id}")),
            ],
        };
    }

    private static bool IsWaiting(Proposal proposal) => proposal.Status == ProposalStatus.Waiting;

    // The agent's words last: what stands behind them in the row is theirs too.
    private ImmutableList<string> RowOf(Proposal proposal) =>
    [
        proposal.Id.Value, Contracts.Words.Of(proposal.Status), proposal.Agent,
        Ago.Say(proposal.At, time.GetUtcNow()), proposal.Line,
    ];
}
