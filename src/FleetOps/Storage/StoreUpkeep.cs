using Microsoft.Extensions.Options;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// What the store needs now and then: today's copy, and old history forgotten. Called as often as one likes.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="faces">What the faces keep in it.</param>
/// <param name="copies">Its copies.</param>
/// <param name="options">For how long what is kept.</param>
/// <param name="time">The clock.</param>
public sealed class StoreUpkeep(
    IFleetStore store, IFaceStore faces, StoreCopies copies, IOptions<StorageOptions> options, TimeProvider time)
{
    // A chat service gives an update that nobody took again for a day, and edits messages for longer.
    private static readonly TimeSpan FacesRemember = TimeSpan.FromDays(30);

    /// <summary>Copies if due, then forgets what is older than <see cref="StorageOptions.HistoryDays"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await copies.CopyIfDueAsync(cancellationToken);
        await store.ForgetBeforeAsync(time.GetUtcNow().AddDays(-options.Value.HistoryDays), cancellationToken);
        await faces.ForgetBeforeAsync(time.GetUtcNow() - FacesRemember, cancellationToken);
    }
}
