using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

/// <summary>The server watches: what is called against the description, the pace, what it writes down.</summary>
public sealed class ServerTests
{
    [Theory]
    [InlineData("sendMessage", """{"chat_id":4711,"text":"x","colour":"red"}""", "sendMessage.colour: unknown")]
    [InlineData("sendMessage", """{"chat_id":true,"text":"x"}""", "sendMessage.chat_id: type")]
    [InlineData("deleteMessage", """{"chat_id":4711}""", "deleteMessage.message_id: missing")]
    [InlineData("sendMessages", """{"chat_id":4711}""", "sendMessages: unknown method")]
    [InlineData("sendChatAction", """{"chat_id":4711,"action":"type"}""", "sendChatAction.action: enum")]
    [InlineData("getUpdates", """{"allowed_updates":["mesage"]}""", "getUpdates.allowed_updates: enum")]
    [InlineData(
        "sendMessage",
        """{"chat_id":4711,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a"}]]}}""",
        "sendMessage.reply_markup.inline_keyboard[0][0]: group")]
    public async Task What_the_description_forbids_is_told(string method, string body, string finding)
    {
        await using var ground = await ApiGround.BegunAsync();
        using var http = new HttpClient();

        using var answer = await http.PostAsJsonAsync(
            $"{ground.Server.Endpoint}bot{ApiGround.Token}/{method}", JsonNode.Parse(body));

        ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        ground.Server.Violations.ShouldHaveSingleItem().ShouldStartWith(finding);
    }

    [Fact]
    public async Task A_talk_bears_a_burst_and_a_group_twenty_a_minute()
    {
        var time = new ManualTime();
        await using var ground = await ApiGround.BegunAsync(time);
        ground.Server.KeepsPace = true;
        var group = ground.Server.Group(-77, "Ops", ground.Ann);
        group.Adds(ground.Bot, ground.Ann);

        for (var i = 0; i < 5; i++)
            await ground.CallAsync(new SendMessage(4711, $"{i}"));
        (await ground.FailAsync(new SendMessage(4711, "6"))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 19; i++)
            await ground.CallAsync(new SendMessage(-77, $"{i}"));
        time.Advance(TimeSpan.FromSeconds(20));
        await ground.CallAsync(new EditMessageText(-77, 19, "edited"));

        (await ground.FailAsync(new EditMessageText(-77, 19, "again"))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
        time.Advance(TimeSpan.FromSeconds(40));
        await ground.CallAsync(new EditMessageText(-77, 19, "again"));
    }

    [Fact]
    public async Task A_chat_that_does_not_come_to_show_something_tells_what_it_shows()
    {
        await using var ground = await ApiGround.BegunAsync();

        var late = await Should.ThrowAsync<TimeoutException>(
            () => ground.Chat.ShowsAsync("Running", TimeSpan.FromMilliseconds(1)));
        var shown = ground.Chat.ShowsAsync("Hello");
        await ground.CallAsync(new SendMessage(4711, "Hello"));
        await shown;

        late.Message.ShouldContain("Ann: /start");
    }

    [Fact]
    public async Task A_line_that_was_cut_works_again_and_nobody_waits_on_it()
    {
        await using var ground = await ApiGround.StartAsync();
        var poll = ground.FailAsync(new GetUpdates { Timeout = 50 });
        await ground.Bot.PollsAsync();

        ground.Server.Offline = true;
        (await poll).Failure.ShouldBe(BotApiFailure.NoAnswer);
        await ground.Chat.SaysAsync("/start");
        ground.Server.Offline = false;

        (await ground.CallAsync(new GetUpdates { Timeout = 50 })).ShouldHaveSingleItem();
    }

    [TrafficFact]
    public async Task The_log_of_calls_is_what_the_validator_accepts_and_holds_no_token()
    {
        using var folder = new TempFolder();
        var log = Path.Combine(folder.Path, "calls.jsonl");
        await using (var ground = await ApiGround.BegunAsync(log: log))
            await PlayAsync(ground);

        var lines = await File.ReadAllTextAsync(log);
        lines.Split('\n').Length.ShouldBeGreaterThan(14);
        lines.ShouldNotContain("planted");
        (await TrafficCheck.FindingsAsync(log, "telegram-log")).ShouldBeEmpty();

        await File.AppendAllTextAsync(log, """{"method":"sendMessage","params":{"chat_id":1,"txt":"x"}}""" + "\n");
        (await TrafficCheck.FindingsAsync(log, "telegram-log")).ShouldContain("sendMessage.txt: unknown");
    }

    // One of each call there is.
    private static async Task PlayAsync(ApiGround ground)
    {
        await ground.Chat.SaysAsync("99:planted-by-ann");
        await ground.CallAsync(new GetMe());
        await ground.CallAsync(new GetWebhookInfo());
        await ground.CallAsync(new DeleteWebhook { DropPendingUpdates = false });
        BotCommand[] menu = [new("fleet", "Show the fleet.")];
        await ground.CallAsync(new SetMyCommands(menu) { Scope = new BotCommandScopeChat(4711) });
        await ground.CallAsync(new DeleteMyCommands { Scope = new BotCommandScopeAllPrivateChats() });
        await ground.CallAsync(new GetChat(4711));
        await ground.CallAsync(new SendChatAction(4711));
        var sent = await ground.CallAsync(new SendMessage(4711, "<b>Sure?</b>")
        {
            ParseMode = ParseModes.Html,
            LinkPreviewOptions = LinkPreviewOptions.None,
            ReplyParameters = new(2),
            ReplyMarkup = new InlineKeyboardMarkup([[new("Yes") { CallbackData = "y", Style = "danger" }]]),
        });
        await ground.Chat.PressesAsync("Yes");
        ground.Chat.Blocks();
        ground.Chat.Unblocks();
        var updates = await ground.CallAsync(new GetUpdates { AllowedUpdates = ["message", "callback_query"] });
        await ground.CallAsync(new AnswerCallbackQuery(updates[2].CallbackQuery!.Id));
        await ground.CallAsync(new EditMessageText(4711, sent.MessageId, "Done"));
        await ground.FailAsync(new EditMessageReplyMarkup(4711, sent.MessageId));
        await ground.CallAsync(new SendDocument(4711, new("log.txt", "log"u8.ToArray()))
        {
            Caption = "7",
            ReplyMarkup = new ForceReply(),
            ReplyParameters = new(sent.MessageId),
        });
        await ground.CallAsync(new DeleteMessage(4711, sent.MessageId));
        ground.Server.Violations.ShouldBeEmpty();
    }
}
