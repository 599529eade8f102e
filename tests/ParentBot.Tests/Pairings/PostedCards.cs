using System.Collections.Concurrent;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Tests.Pairings;

/// <summary>Remembers what each card shows, as members would see it.</summary>
internal sealed class PostedCards : IMemberPost
{
    private readonly ConcurrentDictionary<string, (Reply Look, bool IsLast, IReadOnlyList<string> Members)> _cards =
        new();

    /// <summary>The keys of all cards there ever were.</summary>
    public IReadOnlyList<string> Keys => [.. _cards.Keys.Order(StringComparer.Ordinal)];

    /// <summary>How often a look was asked for that was not the present one.</summary>
    public int Edits { get; private set; }

    /// <summary>What a card shows, whether for good, and to whom.</summary>
    public (Reply Look, bool IsLast, IReadOnlyList<string> Members) this[string key] => _cards[key];

    public Task ShowAsync(
        string key, IReadOnlyList<string> members, Reply look, bool isLast, CancellationToken cancellationToken)
    {
        if (!_cards.TryGetValue(key, out var before) || TestKit.Chat.Text(before.Look) != TestKit.Chat.Text(look))
            Edits++;
        if (before is { IsLast: true })
            throw new InvalidOperationException($"{key} had its last look.");
        _cards[key] = (look, isLast, members);
        return Task.CompletedTask;
    }

    public Task SendAsync(
        string key, IReadOnlyList<string> members, Reply content, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A card is never sent once.");

    public Task<IReadOnlyList<string>> ListShownAsync(string keyPrefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. _cards.Where(card => !card.Value.IsLast && card.Key.StartsWith(keyPrefix, StringComparison.Ordinal))
                .Select(card => card.Key),
        ]);
}
