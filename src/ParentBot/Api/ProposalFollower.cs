using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.ParentBot.Api;

/// <summary>Waits for a person's decision and what comes of it, by the feed, and by the store else.</summary>
internal sealed class ProposalFollower(IProposalStore store, ProposalFeed feed, ApiLife life, TimeProvider time)
{
    /// <summary>How often the store is asked; only what the feed did not tell is late by as much.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>The proposal once it is decided and carried out, or as it is after the time.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone, or the parent stops.</exception>
    public async Task<Proposal> AwaitAsync(Proposal proposal, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(life.Stopping, cancellationToken);
        await using var news = feed.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token); // before the first look
        var told = news.MoveNextAsync().AsTask();
        var since = time.GetTimestamp();
        try
        {
            while (true)
            {
                proposal = await store.FindAsync(proposal.Id, stop.Token) ?? proposal;
                var left = wait - time.GetElapsedTime(since);
                if (IsOver(proposal) || left <= TimeSpan.Zero)
                    return proposal;

                if (await IsToldAsync(told, left < LookEvery ? left : LookEvery, stop.Token))
                    told = news.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)told).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // else it cannot be disposed of
        }
    }

    private static bool IsOver(Proposal proposal) =>
        proposal.Status is not (ProposalStatus.Waiting or ProposalStatus.Approved);

    private async Task<bool> IsToldAsync(Task told, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var heard = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(told, Task.Delay(atMost, time, heard.Token));
        await heard.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == told;
    }
}
