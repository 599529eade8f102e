namespace ParentClaw.TestKit.Telegram;

/// <summary>A chat of several people, and bots.</summary>
public sealed class TestGroup
{
    private readonly World _world;

    internal TestGroup(World world, Room room)
    {
        _world = world;
        Room = room;
    }

    /// <summary>Its number, which is negative.</summary>
    public long Id => Room.Id;

    internal Room Room { get; }

    /// <summary>Whether its bots may delete what people write.</summary>
    public bool BotsAreAdministrators
    {
        get => Room.BotsAreAdministrators;
        set => Room.BotsAreAdministrators = value;
    }

    /// <summary>Somebody puts a bot into it.</summary>
    public void Adds(TestBot bot, Person by) => Change(bot, by, "left", "member");

    /// <summary>Somebody puts a bot out of it.</summary>
    public void Removes(TestBot bot, Person by) => Change(bot, by, "member", "left");

    /// <summary>It becomes a supergroup, as when it grows; the old number is refused from now on.</summary>
    public TestGroup BecomesSupergroup(long id, string title)
    {
        var room = new Room(_world, id, "supergroup", title);
        lock (_world.Gate)
        {
            Room.MigratedTo = id;
            room.Bots.UnionWith(Room.Bots);
            room.People.UnionWith(Room.People);
            _world.Groups[id] = room;
            foreach (var bot in room.Bots)
            {
                var moved = new ShownMessage(0, room.People.First().Id, room.People.First().Name, "");
                var json = Room.ToJson(Room.Add(moved));
                json["migrate_to_chat_id"] = id;
                bot.Updates.Add("message", json);
            }
        }

        _world.Changed();
        return new TestGroup(_world, room);
    }

    private void Change(TestBot bot, Person by, string before, string after)
    {
        lock (_world.Gate)
        {
            if (after == "member")
                Room.Bots.Add(bot);
            else
                Room.Bots.Remove(bot);
            bot.Updates.Add("my_chat_member", Membership.Change(_world, Room, bot, by, before, after));
        }

        _world.Changed();
    }
}
