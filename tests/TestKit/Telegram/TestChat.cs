using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A chat as one person sees it, and what she does there.</summary>
public sealed class TestChat
{
    private static int s_presses;
    private readonly World _world;
    private readonly Room _room;

    internal TestChat(World world, Room room, Person person)
    {
        _world = world;
        _room = room;
        Person = person;
    }

    /// <summary>Who looks.</summary>
    public Person Person { get; }

    /// <summary>The number of the chat.</summary>
    public long Id => _room.Id;

    /// <summary>All messages, the deleted ones too, oldest first.</summary>
    public IReadOnlyList<ShownMessage> Messages
    {
        get
        {
            lock (_world.Gate)
                return [.. _room.Messages];
        }
    }

    /// <summary>The newest message that is still there.</summary>
    public ShownMessage Last => Messages.Last(message => !message.IsDeleted);

    /// <summary>The chat as it looks: message after message, each <c>who: text</c> with its buttons beneath.</summary>
    public string Look() => string.Join('\n', Messages);

    /// <summary>Writes a line.</summary>
    public Task<ShownMessage> SaysAsync(string text) => WriteAsync(text, replyTo: null);

    /// <summary>Answers a message.</summary>
    public Task<ShownMessage> RepliesAsync(ShownMessage message, string text) => WriteAsync(text, message.Id);

    /// <summary>Changes a message of the person's own.</summary>
    public Task<ShownMessage> EditsAsync(ShownMessage message, string text)
    {
        ShownMessage edited;
        lock (_world.Gate)
        {
            edited = _room.Replace(message with
            {
                Text = text,
                Entities = Command(text),
                EditedAt = _world.Time.GetUtcNow(),
            });
            foreach (var bot in _room.Bots.Where(bot => Hears(bot, edited)))
                bot.Updates.Add("edited_message", _room.ToJson(edited));
        }

        _world.Changed();
        return Task.FromResult(edited);
    }

    /// <summary>
    /// Presses the newest button that says so, or the newest one that holds these words. The button of a message that
    /// was edited meanwhile is looked for on the message as it is now.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Task<ButtonPress> PressesAsync(string button)
    {
        var shown = Messages.Where(message => !message.IsDeleted).Reverse()
            .SelectMany(message => message.Buttons.SelectMany(row => row).Select(one => (message, one))).ToList();
        var found = shown.Find(pair => pair.one.Text == button);
        if (found.one is null)
            found = shown.Find(pair => pair.one.Text.Contains(button, StringComparison.Ordinal));
        return found.one is null
            ? throw new InvalidOperationException($"No button says {button}:\n{Look()}")
            : PressesAsync(found.message, found.one);
    }

    /// <summary>Presses a button of a message; also one that has gone since, as on a telephone that is slow.</summary>
    public Task<ButtonPress> PressesAsync(ShownMessage message, ShownButton button)
    {
        ButtonPress press;
        lock (_world.Gate)
        {
            var bot = _room.Bots.Single(one => one.Id == message.From);
            press = new($"{Interlocked.Increment(ref s_presses) + 4_000_000_000L}", bot, _world.Time.GetUtcNow());
            _world.Presses[press.Id] = press;
            bot.Updates.Add("callback_query", new JsonObject
            {
                ["id"] = press.Id,
                ["from"] = Person.ToJson(),
                ["message"] = _room.ToJson(_room.Find(message.Id) ?? message),
                ["chat_instance"] = $"{Id}",
                ["data"] = button.Data ?? throw new InvalidOperationException($"{button.Text} opens {button.Url}."),
            });
        }

        _world.Changed();
        return Task.FromResult(press);
    }

    /// <summary>Waits until the chat shows some words.</summary>
    /// <exception cref="TimeoutException">It did not; the message holds what it shows instead.</exception>
    public Task ShowsAsync(string text, TimeSpan? patience = null) => _world.UntilAsync(
        () => string.Join('\n', _room.Messages).Contains(text, StringComparison.Ordinal),
        patience,
        () => $"The chat does not show \"{text}\":\n{string.Join('\n', _room.Messages)}");

    /// <summary>Waits until something holds of the chat's messages.</summary>
    /// <exception cref="TimeoutException">It did not come to be; the message holds what the chat shows.</exception>
    public Task ShowsAsync(Func<IReadOnlyList<ShownMessage>, bool> holds, TimeSpan? patience = null) =>
        _world.UntilAsync(
            () => holds(_room.Messages),
            patience,
            () => $"The chat does not come to look as expected:\n{string.Join('\n', _room.Messages)}");

    /// <summary>Blocks the bot, in a private chat.</summary>
    public void Blocks() => Block(true);

    /// <summary>Lets the bot write again.</summary>
    public void Unblocks() => Block(false);

    private void Block(bool isBlocked)
    {
        lock (_world.Gate)
        {
            var (before, after) = isBlocked ? ("member", "kicked") : ("kicked", "member");
            _room.IsBlocked = isBlocked;
            foreach (var bot in _room.Bots)
                bot.Updates.Add("my_chat_member", Membership.Change(_world, _room, bot, Person, before, after));
        }

        _world.Changed();
    }

    private Task<ShownMessage> WriteAsync(string text, long? replyTo)
    {
        ShownMessage message;
        lock (_world.Gate)
        {
            _room.IsBegun = true;
            message = _room.Add(new ShownMessage(0, Person.Id, Person.Name, text)
            {
                Entities = Command(text),
                ReplyTo = replyTo,
            });
            foreach (var bot in _room.Bots.Where(bot => Hears(bot, message)))
                bot.Updates.Add("message", _room.ToJson(message));
        }

        _world.Changed();
        return Task.FromResult(message);
    }

    // In groups a bot hears commands for it, its name, and answers to what it wrote: Telegram's privacy mode.
    private bool Hears(TestBot bot, ShownMessage message)
    {
        if (_room.IsPrivate)
            return true;

        var command = message.Text.Split(' ', '\n')[0];
        return command.StartsWith('/') && (!command.Contains('@') || command.EndsWith($"@{bot.UserName}"))
            || message.Text.Contains($"@{bot.UserName}")
            || message.ReplyTo is { } answered && _room.Find(answered)?.From == bot.Id;
    }

    private static Entity[] Command(string text)
    {
        var length = text.AsSpan().IndexOfAny(' ', '\n') is var end && end >= 0 ? end : text.Length;
        return text.StartsWith('/') && length > 1 ? [new Entity("bot_command", 0, length)] : [];
    }
}
