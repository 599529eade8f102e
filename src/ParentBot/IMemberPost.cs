using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot;

/// <summary>
/// Brings something to members that they did not ask for just now, wherever they chat: alerts, cards, digests. Once a
/// call returned, it arrives, after a crash too.
/// </summary>
/// <remarks>Throws what the store throws, and then nothing was promised.</remarks>
internal interface IMemberPost
{
    /// <summary>
    /// Shows a card: one message to each member, which every later call of the same key edits in place. A look that is
    /// the present one does nothing. Who is no longer a member is passed over. Buttons that a member's role does not
    /// allow are left out for him.
    /// </summary>
    /// <param name="key">Which card: <c>incident:12</c>.</param>
    /// <param name="members">Ids of members, <c>telegram:4711</c>.</param>
    /// <param name="look">What it shows.</param>
    /// <param name="isLast">Whether it never changes again.</param>
    /// <param name="cancellationToken">Ends the storing.</param>
    Task ShowAsync(
        string key, IReadOnlyList<string> members, Reply look, bool isLast, CancellationToken cancellationToken);

    /// <summary>Sends something once: a second call of the same key does nothing, whatever it holds.</summary>
    Task SendAsync(string key, IReadOnlyList<string> members, Reply content, CancellationToken cancellationToken);

    /// <summary>The keys that begin so and are shown to somebody and may still change.</summary>
    Task<IReadOnlyList<string>> ListShownAsync(string keyPrefix, CancellationToken cancellationToken);
}
