using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Brings members what they did not ask for just now, in their private chats.</summary>
internal sealed class TelegramPost(
    MemberBook members, IFaceStore store, ReplyMessages messages, FaceCommits commits) : IMemberPost
{
    /// <inheritdoc/>
    public Task ShowAsync(
        string key, IReadOnlyList<string> to, Reply look, bool isLast, CancellationToken cancellationToken) =>
        CommitAsync(to, member => Card(key, member, look) with { IsLast = isLast }, cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(string key, IReadOnlyList<string> to, Reply content, CancellationToken cancellationToken) =>
        CommitAsync(to, member => Card(key, member, content) with { IsOnce = true, IsLast = true }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListShownAsync(string keyPrefix, CancellationToken cancellationToken) =>
    [
        .. (await store.ListCardsAsync(keyPrefix, cancellationToken))
            .Where(card => !card.IsLast).Select(card => card.Key).Distinct(StringComparer.Ordinal),
    ];

    private async Task CommitAsync(
        IReadOnlyList<string> to, Func<Membership, CardLook> make, CancellationToken cancellationToken)
    {
        var wanted = to.ToHashSet(StringComparer.Ordinal);
        var known = await members.ListAsync(cancellationToken);
        var cards = known
            .Where(member => wanted.Contains(member.Id) && Audience.ChatOf(member) is not null)
            .Select(make);
        await commits.CommitAsync(new FaceChange { Cards = [.. cards] }, cancellationToken);
    }

    private CardLook Card(string key, Membership member, Reply look) =>
        new(Audience.ChatOf(member)!.Value, key, messages.Card(look, member.Role));
}
