using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>Somebody with a telephone.</summary>
public sealed class Person
{
    private readonly World _world;

    internal Person(World world, long id, string name)
    {
        _world = world;
        Id = id;
        Name = name;
    }

    /// <summary>The number of the person, and of private chats with her.</summary>
    public long Id { get; }

    /// <summary>The first name.</summary>
    public string Name { get; }

    /// <summary>The name behind the <c>@</c>; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The person's talk with a bot. The bot may write there once the person did.</summary>
    public TestChat ChatWith(TestBot bot)
    {
        lock (_world.Gate)
            return new TestChat(_world, _world.Talk(bot, this), this);
    }

    /// <summary>What the person sees of a group.</summary>
    public TestChat In(TestGroup group) => new(_world, group.Room, this);

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["is_bot"] = false, ["first_name"] = Name };
        if (UserName is not null)
            json["username"] = UserName;
        json["language_code"] = "en";
        return json;
    }
}
