using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What the parent calls, held against the published description by a program of its own.</summary>
public sealed class SpecificationTests
{
    [TrafficFact]
    public async Task All_calls_of_a_chat_are_as_the_description_has_them()
    {
        await using var home = await TelegramHome.StartAsync(new FastTime(20));
        await home.InviteAsync(home.Bob, "operator");
        var group = home.Server.Group(-200, "Ops", home.Ann, home.Bob);
        group.Adds(home.Bot, by: home.Ann);
        await home.Ann.In(group).AsksAsync("/deploy@parent_bot", "/deploy: Its name");
        await home.Ann.In(group).RepliesAsync(home.Ann.In(group).Last, "alice");
        await home.Ann.In(group).ShowsAsync("alice is deployed");
        await home.Chat.AsksAsync("/help", "/fleet");
        await home.Chat.AsksAsync("/onboard bob", "(not shown)");
        await home.Chat.ConfidesAsync("made up by nobody", "That is no bot token.");
        await home.Chat.AsksAsync("/cancel", "Left. Nothing was done.");
        await home.Chat.AsksAsync("/park alice", "alice is parked");
        await home.Chat.AsksAsync("/destroy alice", "alice-d1");
        await home.StopParentAsync();

        File.ReadLines(home.CallLog).Select(line => line.Split('"')[3]).Distinct()
            .ShouldBeSubsetOf(Known, "others are to be played here too");
        (await TrafficCheck.FindingsAsync(home.CallLog, "telegram-log")).ShouldBe("");
    }

    private static readonly string[] Known =
    [
        "getMe", "deleteWebhook", "getWebhookInfo", "getUpdates", "sendMessage", "editMessageText", "deleteMessage",
        "answerCallbackQuery", "setMyCommands", "deleteMyCommands", "sendChatAction", "editMessageReplyMarkup",
    ];
}
