namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// What a chat face must not forget: what came in and is not done with, what must go out, and which message shows what.
/// Knows no chat's protocol; bodies are the face's own text, and encrypted in the file, for people send secrets.
/// </summary>
/// <remarks>Throws as <see cref="IFleetStore"/> does.</remarks>
public interface IFaceStore
{
    /// <summary>Commits a change, whole or not at all, and on disk when the call returns.</summary>
    /// <returns>
    /// The change as it came true: <see cref="FaceChange.Received"/> holds those that were never seen before alone,
    /// <see cref="FaceChange.Outgoing"/> every item that is new or became different: what was ordered, what cards need,
    /// what was postponed, moved, or has something newer to show than what was delivered.
    /// </returns>
    Task<FaceChange> CommitAsync(FaceChange change, CancellationToken cancellationToken);

    /// <summary>From where the face goes on asking for updates; null before the first.</summary>
    Task<long?> FindOffsetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The updates that were taken in and are not done with, oldest first. One whose body cannot be opened any more,
    /// for its key is lost, is logged and done with.
    /// </summary>
    Task<IReadOnlyList<ReceivedUpdate>> ListUnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// All that must go out, oldest first. What cannot be opened any more, for its key is lost, is logged and dropped.
    /// </summary>
    Task<IReadOnlyList<OutgoingItem>> ListOutgoingAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The cards whose key begins so and that may still change, with the message that shows each. The body is empty
    /// where its key is lost; the next look writes it anew.
    /// </summary>
    Task<IReadOnlyList<ShownCard>> ListCardsAsync(string keyPrefix, CancellationToken cancellationToken);

    /// <summary>The card that a message shows, or null.</summary>
    Task<ShownCard?> FindCardAsync(long chat, long message, CancellationToken cancellationToken);

    /// <summary>Forgets finished updates taken in before a moment, and cards untouched since.</summary>
    Task ForgetBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);
}
