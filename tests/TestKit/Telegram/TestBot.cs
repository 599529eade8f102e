using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A bot that BotFather made.</summary>
public sealed class TestBot
{
    private readonly World _world;

    internal TestBot(World world, string token, string userName, string name)
    {
        _world = world;
        Token = token;
        UserName = userName;
        Name = name;
        Id = long.Parse(token.Split(':')[0]);
        Updates = new(world);
    }

    /// <summary>What it calls with.</summary>
    public string Token { get; }

    /// <summary>Its number: what its token begins with.</summary>
    public long Id { get; }

    /// <summary>Its name behind the <c>@</c>.</summary>
    public string UserName { get; }

    /// <summary>What chats call it.</summary>
    public string Name { get; }

    /// <summary>
    /// Kinds of updates that its client knows from a later Bot API than the description: Telegram passes over kinds
    /// that it
    /// does not know, so they are none of the client's mistakes.
    /// </summary>
    public IReadOnlySet<string> LaterUpdates { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many updates wait for it, unconfirmed.</summary>
    public int Pending
    {
        get
        {
            lock (_world.Gate)
                return Updates.Count;
        }
    }

    /// <summary>The menus by scope: <c>{"type":"default"}</c> to the commands in it, as name and description.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Command, string Description)>> Menus
    {
        get
        {
            lock (_world.Gate)
                return new Dictionary<string, IReadOnlyList<(string, string)>>(Commands);
        }
    }

    internal UpdateQueue Updates { get; }

    internal Dictionary<string, IReadOnlyList<(string Command, string Description)>> Commands { get; } = [];

    /// <summary>The numbers of updates begin anew, as after a week without any.</summary>
    public void RestartUpdateIds(long next)
    {
        lock (_world.Gate)
            Updates.Next = next;
    }

    /// <summary>Somebody sets a webhook, so that the bot cannot poll; an empty address takes it away.</summary>
    public void SetWebhook(string url)
    {
        lock (_world.Gate)
            Updates.Webhook = url;
    }

    /// <summary>Something reaches the bot that no client sends: <c>{"message":{"chat":"nonsense"}}</c>.</summary>
    public void Receives(string kind, JsonNode content)
    {
        lock (_world.Gate)
            Updates.Add(kind, content);
    }

    /// <summary>Waits until the bot waits for updates.</summary>
    public Task PollsAsync(TimeSpan? patience = null) =>
        _world.UntilAsync(() => Updates.IsPolled, patience, () => $"{UserName} does not poll.");

    /// <summary>Waits until the bot has confirmed all that happened to it.</summary>
    public Task HasTakenAllAsync(TimeSpan? patience = null) =>
        _world.UntilAsync(() => Updates.Count == 0, patience, () => $"{UserName} has taken not all of its updates.");

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["is_bot"] = true,
        ["first_name"] = Name,
        ["username"] = UserName,
    };
}
