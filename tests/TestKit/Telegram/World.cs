namespace ParentClaw.TestKit.Telegram;

/// <summary>The bots, people and chats there are. Whoever reads or changes it holds the gate.</summary>
/// <param name="time">By which messages are dated.</param>
internal sealed class World(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, TestBot> _bots = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Bot, long Person), Room> _talks = [];
    private TaskCompletionSource _changed = NewSignal();

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; } = time;

    public Dictionary<long, Person> People { get; } = [];

    public Dictionary<long, Room> Groups { get; } = [];

    /// <summary>The presses that were not answered, by number.</summary>
    public Dictionary<string, ButtonPress> Presses { get; } = [];

    public TestBot? Find(string token) => _bots.GetValueOrDefault(token);

    public TestBot Add(string token, string userName, string name) =>
        _bots[token] = new TestBot(this, token, userName, name);

    /// <summary>A token is taken back: whoever calls with it is refused.</summary>
    public void Revoke(string token) => _bots.Remove(token);

    /// <summary>The talk of a person with a bot; made where it is missing.</summary>
    public Room Talk(TestBot bot, Person person)
    {
        if (!_talks.TryGetValue((bot.Id, person.Id), out var room))
        {
            room = new Room(this, person.Id, "private", person.Name);
            room.Bots.Add(bot);
            room.People.Add(person);
            _talks[(bot.Id, person.Id)] = room;
        }

        return room;
    }

    /// <summary>The chat that a bot means by a number.</summary>
    /// <exception cref="Refusal">It does not know it, or may not write there.</exception>
    public Room Reach(TestBot bot, long chat)
    {
        if (People.TryGetValue(chat, out var person))
        {
            var talk = Talk(bot, person);
            if (talk.IsBlocked)
                throw new Refusal(403, "Forbidden: bot was blocked by the user");
            return talk.IsBegun
                ? talk
                : throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
        }

        if (!Groups.TryGetValue(chat, out var group))
            throw Refusal.BadRequest("chat not found");
        if (group.MigratedTo is { } now)
            throw Refusal.Migrated(now);
        return group.Bots.Contains(bot)
            ? group
            : throw new Refusal(403, $"Forbidden: bot is not a member of the {group.Kind} chat");
    }

    /// <summary>Tells everybody who waits that something changed.</summary>
    public void Changed()
    {
        TaskCompletionSource before;
        lock (Gate)
            (before, _changed) = (_changed, NewSignal());
        before.TrySetResult();
    }

    /// <summary>Waits until something holds; looks when something changed.</summary>
    /// <exception cref="TimeoutException">It did not come to be.</exception>
    public async Task UntilAsync(Func<bool> holds, TimeSpan? patience, Func<string> complaint)
    {
        // The patience is the test's own, whatever clock the server goes by.
        using var end = new CancellationTokenSource(patience ?? Patience, TimeProvider.System);
        while (true)
        {
            Task changed;
            lock (Gate)
            {
                if (holds())
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(end.Token);
            }
            catch (OperationCanceledException late)
            {
                lock (Gate)
                    throw new TimeoutException(complaint(), late);
            }
        }
    }

    /// <summary>Now, as Telegram writes it.</summary>
    public long Seconds => Time.GetUtcNow().ToUnixTimeSeconds();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
