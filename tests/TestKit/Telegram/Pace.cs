namespace ParentClaw.TestKit.Telegram;

/// <summary>
/// How fast a bot may send. Telegram publishes 30 messages a second in all, one a second in a chat with bursts, and 20
/// a minute in a group; edits count too.
/// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly Limit Everywhere = new(30, TimeSpan.FromSeconds(1));
    private static readonly Limit Burst = new(5, TimeSpan.FromSeconds(2));
    private static readonly Limit Talk = new(60, TimeSpan.FromMinutes(1));
    private static readonly Limit Group = new(20, TimeSpan.FromMinutes(1));
    private readonly Dictionary<(long Bot, long Chat, Limit Limit), Queue<DateTimeOffset>> _sent = [];

    /// <summary>Whether anything is refused; not so by default, for most tests want to be quick.</summary>
    public bool IsKept { get; set; }

    /// <summary>Counts a message to a chat.</summary>
    /// <exception cref="Refusal">It is one too many; it does not count then.</exception>
    public void Ask(TestBot bot, Room room)
    {
        if (!IsKept)
            return;

        var now = time.GetUtcNow();
        (long Chat, Limit Limit)[] limits = room.IsPrivate
            ? [(0, Everywhere), (room.Id, Burst), (room.Id, Talk)]
            : [(0, Everywhere), (room.Id, Group)];
        var queues = limits.Select(pair => (pair.Limit, Sent: Recent(bot.Id, pair.Chat, pair.Limit, now))).ToList();
        foreach (var (limit, sent) in queues)
        {
            if (sent.Count >= limit.Messages)
                throw Refusal.TooMany(sent.Peek() + limit.Window - now);
        }

        foreach (var (_, sent) in queues)
            sent.Enqueue(now);
    }

    private Queue<DateTimeOffset> Recent(long bot, long chat, Limit limit, DateTimeOffset now)
    {
        if (!_sent.TryGetValue((bot, chat, limit), out var sent))
            _sent[(bot, chat, limit)] = sent = new();
        while (sent.TryPeek(out var oldest) && now - oldest >= limit.Window)
            sent.Dequeue();
        return sent;
    }

    private sealed record Limit(int Messages, TimeSpan Window);
}
