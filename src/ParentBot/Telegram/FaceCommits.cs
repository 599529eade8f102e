using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// The way to the face's store for whoever makes something go out: the outbox is told of it in the order in which it
/// was committed, without a search.
/// </summary>
internal sealed class FaceCommits(IFaceStore store) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private Action<IReadOnlyList<OutgoingItem>>? _told;

    /// <summary>Commits as <see cref="IFaceStore.CommitAsync"/> does, and wakes the outbox.</summary>
    public async Task<FaceChange> CommitAsync(FaceChange change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var committed = await store.CommitAsync(change, cancellationToken);
            if (!committed.Outgoing.IsEmpty)
                _told?.Invoke(committed.Outgoing);
            return committed;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Tells all that must go out now, and from then on all that is new or becomes different.</summary>
    public async Task FollowAsync(Action<IReadOnlyList<OutgoingItem>> told, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            told(await store.ListOutgoingAsync(cancellationToken));
            _told = told;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
