using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/about</c>: whom one reached, and what is under way there.</summary>
internal sealed class AboutRoutes(
    FleetOptions fleet, CloudOptions cloud, DataFolder folder, IFleetStore store, IProposalStore proposals,
    NewsBoard news)
{
    /// <summary>Tells it.</summary>
    public async Task TellAsync(HttpContext context)
    {
        var newest = news.Newest; // before the rest: nothing is told neither here nor there
        var open = await store.ListOpenOperationsAsync(context.RequestAborted);
        var waiting = await proposals.ListOpenAsync(context.RequestAborted);
        var about = new AboutView(
            fleet.Name, Verbs.Version.Text, cloud.Kind == CloudKind.Sandbox, folder.Path, newest,
            [.. open.Select(OperationView.Of)], waiting.Count(proposal => proposal.Status == ProposalStatus.Waiting));
        var envelope = new Envelope(true, "about")
        {
            Data = new ReplyView { Status = "ok", Result = about.ToResult() },
        };
        await Answering.WriteAsync(context, envelope);
    }
}
