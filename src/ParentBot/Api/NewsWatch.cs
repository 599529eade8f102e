using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.ParentBot.Api;

/// <summary>Puts on the board what the watch raises and what agents ask for.</summary>
internal sealed class NewsWatch(Alerts alerts, ProposalFeed proposals, NewsBoard board) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(WatchAlertsAsync(stoppingToken), WatchProposalsAsync(stoppingToken));

    private async Task WatchAlertsAsync(CancellationToken cancellationToken)
    {
        await foreach (var news in alerts.WatchAsync(cancellationToken))
            board.Add(news.Text);
    }

    private async Task WatchProposalsAsync(CancellationToken cancellationToken)
    {
        var told = new HashSet<ProposalId>();
        await foreach (var proposal in proposals.WatchAsync(cancellationToken))
        {
            if (proposal.Status != ProposalStatus.Waiting)
                told.Remove(proposal.Id);
            else if (told.Add(proposal.Id))
                board.Add(
                    $"The agent {proposal.Agent} asks for {Quoted.Text(proposal.Line)}. "
                    + $"/proposals {proposal.Id} shows how to decide.");
        }
    }
}
