using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A chat: who is in it, and what was said.</summary>
internal sealed class Room(World world, long id, string kind, string title)
{
    private readonly List<ShownMessage> _messages = [];

    public long Id { get; } = id;

    /// <summary><c>private</c>, <c>group</c> or <c>supergroup</c>.</summary>
    public string Kind { get; } = kind;

    public HashSet<TestBot> Bots { get; } = [];

    public HashSet<Person> People { get; } = [];

    /// <summary>Whether the person ever wrote: before, a bot may not.</summary>
    public bool IsBegun { get; set; } = kind != "private";

    public bool IsBlocked { get; set; }

    /// <summary>Whether the bots may delete what others wrote.</summary>
    public bool BotsAreAdministrators { get; set; }

    public long? MigratedTo { get; set; }

    public bool IsPrivate => Kind == "private";

    public IReadOnlyList<ShownMessage> Messages => _messages;

    /// <summary>A message that is still there, or null.</summary>
    public ShownMessage? Find(long message) =>
        message > 0 && message <= _messages.Count && _messages[(int)message - 1] is { IsDeleted: false } found
            ? found
            : null;

    /// <summary>Adds a message, with its number and date.</summary>
    public ShownMessage Add(ShownMessage message)
    {
        var added = message with { Id = _messages.Count + 1, At = world.Time.GetUtcNow() };
        _messages.Add(added);
        return added;
    }

    /// <summary>Puts a message in the place of the one with its number.</summary>
    public ShownMessage Replace(ShownMessage message)
    {
        _messages[(int)message.Id - 1] = message;
        return message;
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Kind };
        json[IsPrivate ? "first_name" : "title"] = title;
        return json;
    }

    /// <summary>A message as the Bot API writes it.</summary>
    public JsonObject ToJson(ShownMessage message, bool withReply = true)
    {
        var json = new JsonObject
        {
            ["message_id"] = message.Id,
            ["from"] = Sender(message.From),
            ["chat"] = ToJson(),
            ["date"] = message.At.ToUnixTimeSeconds(),
        };
        if (message.EditedAt is { } edited)
            json["edit_date"] = edited.ToUnixTimeSeconds();
        if (withReply && message.ReplyTo is { } answered && Find(answered) is { } original)
            json["reply_to_message"] = ToJson(original, withReply: false);
        if (message.File is not null)
        {
            json["document"] = new JsonObject
            {
                ["file_id"] = $"file-{Id}-{message.Id}",
                ["file_unique_id"] = $"unique-{Id}-{message.Id}",
                ["file_name"] = message.File,
                ["file_size"] = message.FileSize,
            };
        }

        if (message.Text.Length > 0)
            json[message.File is null ? "text" : "caption"] = message.Text;
        if (message.Entities.Count > 0)
        {
            json[message.File is null ? "entities" : "caption_entities"] =
                new JsonArray([.. message.Entities.Select(entity => entity.ToJson())]);
        }

        if (message.Buttons.Count > 0)
            json["reply_markup"] = message.Markup!.DeepClone();
        return json;
    }

    private JsonObject Sender(long sender) =>
        Bots.FirstOrDefault(bot => bot.Id == sender)?.ToJson() ?? world.People[sender].ToJson();
}
