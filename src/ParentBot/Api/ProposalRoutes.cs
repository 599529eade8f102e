using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/proposals</c>: what agents asked for, and what people decided.</summary>
internal sealed class ProposalRoutes(IProposalStore store, ProposalFollower follower)
{
    private const string Proposals = "proposals";
    private const int Listed = 20;

    /// <summary>The newest.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var newest = await store.ListAsync(Listed, context.RequestAborted);
        await Answering.WriteAsync(context, new Envelope(true, Proposals)
        {
            Data = new ReplyView { Status = "ok", Result = ProposalList.ToResult(newest) },
        });
    }

    /// <summary>One: as it is, or when it is decided and carried out.</summary>
    public async Task FindAsync(HttpContext context, string text)
    {
        if (!WaitQuery.TryRead(context, out var wait))
        {
            await Answering.RefuseAsync(context, Proposals, ErrorReason.Usage, WaitQuery.Rule);
            return;
        }

        if (!ProposalId.TryParse(text, out var id)
            || await store.FindAsync(id, context.RequestAborted) is not { } proposal)
        {
            await Answering.RefuseAsync(
                context, Proposals, ErrorReason.NotFound, $"There is no proposal {Quoted.Text(text)}.",
                "GET /v1/proposals lists the newest.");
            return;
        }

        if (wait > TimeSpan.Zero)
            proposal = await follower.AwaitAsync(proposal, wait, context.RequestAborted);
        await Answering.WriteAsync(context, Outcomes.Of(Proposals, ProposalView.Of(proposal), wait > TimeSpan.Zero));
    }
}
