namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// How fast a chat takes messages (https://core.telegram.org/bots/faq#broadcasting-to-users): about one a second, a
/// few at once now and then; in a group twenty a minute, edits included. Not thread-safe.
/// </summary>
/// <param name="chat">Which chat; a group's id is negative.</param>
internal sealed class ChatPace(long chat)
{
    private readonly bool _isGroup = chat < 0;
    private readonly Dictionary<string, DateTimeOffset> _shown = [];

    // A little longer than Telegram's own: what is sent apart may arrive closer together.
    private readonly Pace _pace = chat < 0 ? new(20, TimeSpan.FromSeconds(61)) : new(4, TimeSpan.FromSeconds(4.1));

    // What edits leave for answers: nobody waits a minute for one because a progress card moved.
    private int Spared => _isGroup ? 6 : 1;

    // A group's budget for edits, spread evenly.
    private TimeSpan EditEvery => TimeSpan.FromSeconds(_isGroup ? 5 : 3);

    /// <summary>When the next message may go.</summary>
    public DateTimeOffset NextMessage(DateTimeOffset now) => _pace.Next(now);

    /// <summary>When the next edit of a card may go.</summary>
    public DateTimeOffset NextEdit(string card, DateTimeOffset now)
    {
        var paced = _pace.Next(now, Spared);
        return _shown.TryGetValue(card, out var last) && last + EditEvery > paced ? last + EditEvery : paced;
    }

    /// <summary>Counts a call, and remembers when a card was last shown.</summary>
    public void Spend(string? card, DateTimeOffset now)
    {
        _pace.Spend(now);
        if (card is null)
            return;

        foreach (var (old, _) in _shown.Where(shown => shown.Value + EditEvery <= now).ToList())
            _shown.Remove(old);
        _shown[card] = now;
    }
}
