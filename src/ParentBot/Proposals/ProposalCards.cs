using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.ParentBot.Proposals;

/// <summary>
/// Shows Admins a card of each proposal, and closes all of them when one decided or nobody did in time. What a card
/// shall look like follows from what is stored, each time anew: so it is right after a restart too.
/// </summary>
internal sealed partial class ProposalCards(
    IMemberPost post, MemberBook book, IProposalStore store, ProposalFeed feed, TimeProvider time,
    ILogger<ProposalCards> logger) : BackgroundService
{
    private const string Prefix = "proposal:";

    // All that changes is told by the feed; this mends what could not be shown then, and lets a new Admin see it.
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Makes all cards what they shall be now.</summary>
    internal async Task BeatAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var admins = (await book.ListAsync(cancellationToken))
                .Where(member => member.Role == Role.Admin).ToList();
            if (admins.Count == 0)
                return;

            var shown = (await post.ListShownAsync(Prefix, cancellationToken))
                .Select(key => ProposalId.TryParse(key[Prefix.Length..], out var id) ? id : null).OfType<ProposalId>();
            var open = (await store.ListOpenAsync(cancellationToken)).Select(proposal => proposal.Id);
            foreach (var id in open.Union(shown).ToList())
            {
                if (await store.FindAsync(id, cancellationToken) is { } proposal)
                    await ShowAsync(proposal, admins, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(WatchAsync(feed.WatchAsync(stoppingToken), stoppingToken), KeepBeatAsync(stoppingToken));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task WatchAsync(IAsyncEnumerable<Proposal> news, CancellationToken cancellationToken)
    {
        await foreach (var _ in news)
            await TryAsync(cancellationToken);
    }

    private async Task KeepBeatAsync(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(Beat, time);
        do
            await TryAsync(cancellationToken);
        while (await beat.WaitForNextTickAsync(cancellationToken));
    }

    // What went wrong now is made true at the next beat.
    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeatAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotShown(failure);
        }
    }

    /// <summary>Shows one to all, to each by the clock where he lives.</summary>
    private async Task ShowAsync(
        Proposal proposal, IReadOnlyList<Membership> admins, CancellationToken cancellationToken)
    {
        var isLast = proposal.Status is not (ProposalStatus.Waiting or ProposalStatus.Approved);
        foreach (var there in admins.GroupBy(member => MemberZones.Of(member).Id))
        {
            var look = new ProposalLook(MemberZones.Of(there.First())).Of(proposal);
            await post.ShowAsync(
                $"{Prefix}{proposal.Id}", [.. there.Select(member => member.Id)], look, isLast, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cards of proposals could not be kept; the next beat does it")]
    private partial void LogNotShown(Exception failure);
}
