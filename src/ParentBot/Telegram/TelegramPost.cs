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
        CommitAsync(to, key, look, card => card with { IsLast = isLast }, cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(string key, IReadOnlyList<string> to, Reply content, CancellationToken cancellationToken) =>
        CommitAsync(to, key, content, card => card with { IsOnce = true, IsLast = true }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListShownAsync(string keyPrefix, CancellationToken cancellationToken) =>
    [
        .. (await store.ListCardsAsync(keyPrefix, cancellationToken))
            .Select(card => card.Key).Distinct(StringComparer.Ordinal),
    ];

    private async Task CommitAsync(
        IReadOnlyList<string> to, string key, Reply look, Func<CardLook, CardLook> with,
        CancellationToken cancellationToken)
    {
        var wanted = to.ToHashSet(StringComparer.Ordinal);
        var cards =
            from member in await members.ListAsync(cancellationToken)
            let chat = TelegramId.NumberOf(member.Id)
            where chat is not null && wanted.Contains(member.Id)
            select with(new CardLook(chat.Value, key, messages.Card(look, member.Role)));
        await commits.CommitAsync(new FaceChange { Cards = [.. cards] }, cancellationToken);
    }
}
