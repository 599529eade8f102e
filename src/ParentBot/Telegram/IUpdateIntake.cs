using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Takes in what people did: looks who it was, and stores what is of interest.</summary>
internal interface IUpdateIntake
{
    /// <summary>
    /// Takes updates in, in one transaction with the offset; those that were taken in before do nothing. Once it
    /// returned, Telegram forgets them.
    /// </summary>
    /// <param name="updates">In Telegram's order; none, where no one could be read.</param>
    /// <param name="offset">From where the next poll goes on, for <c>FaceChange.Offset</c>.</param>
    /// <param name="cancellationToken">Ends it before the transaction.</param>
    /// <exception cref="FleetOps.FleetException">The store failed: the same updates come again.</exception>
    Task TakeAsync(IReadOnlyList<Update> updates, long offset, CancellationToken cancellationToken);
}
