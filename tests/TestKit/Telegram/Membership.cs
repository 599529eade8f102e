using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>What a bot is told of its own place in a chat.</summary>
internal static class Membership
{
    public static JsonObject Change(
        World world, Room room, TestBot bot, Person by, string before, string after) => new()
        {
            ["chat"] = room.ToJson(),
            ["from"] = by.ToJson(),
            ["date"] = world.Seconds,
            ["old_chat_member"] = Place(bot, before),
            ["new_chat_member"] = Place(bot, after),
        };

    private static JsonObject Place(TestBot bot, string status)
    {
        var place = new JsonObject { ["status"] = status, ["user"] = bot.ToJson() };
        if (status == "kicked")
            place["until_date"] = 0;
        return place;
    }
}
