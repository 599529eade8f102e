using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

/// <summary>The server refuses what Telegram refuses, in its words.</summary>
public sealed class ServerMessageTests
{
    public static TheoryData<string, string> BadHtml => new()
    {
        { "<b>fleet", "Can't find end tag corresponding to start tag \"b\"" },
        { "a < b", "Unsupported start tag \"\" at byte offset 2" },
        { "<h1>fleet</h1>", "Unsupported start tag \"h1\" at byte offset 0" },
        { "ü <b><i>x</b></i>", "Unmatched end tag at byte offset 10, expected \"</i>\", found \"</b>\"" },
        { "x</b>", "Unexpected end tag at byte offset 1" },
        { "<a href=\"x>y</a>", "Unclosed start tag \"a\" at byte offset 0" },
    };

    [Theory]
    [MemberData(nameof(BadHtml))]
    public async Task Html_that_cannot_be_read_is_refused(string text, string why)
    {
        await using var ground = await ApiGround.BegunAsync();

        var no = await ground.FailAsync(Html(text));

        no.Failure.ShouldBe(BotApiFailure.BadEntities);
        no.Message.ShouldBe($"Telegram refused sendMessage: Bad Request: can't parse entities: {why} (400)");
    }

    [Fact]
    public async Task Html_becomes_text_and_entities_in_utf16()
    {
        await using var ground = await ApiGround.BegunAsync();

        var sent = await ground.CallAsync(Html(
            " 🦀 <b>bo<i>th</i></b> &lt;1&#39;&gt; <pre><code class=\"language-sh\">ls</code></pre> "
            + "<a href='https://x.org/?a=1&amp;b=2'>x</a>"));

        sent.Text.ShouldBe("🦀 both <1'> ls x");
        sent.Entities.ShouldBe(
        [
            new("bold", 3, 4), new("italic", 5, 2), new("pre", 13, 2) { Language = "sh" },
            new("text_link", 16, 1) { Url = "https://x.org/?a=1&b=2" },
        ]);
    }

    [Fact]
    public async Task An_ampersand_that_nobody_escaped_is_shown_and_told()
    {
        await using var ground = await ApiGround.BegunAsync();

        (await ground.CallAsync(Html("R&D"))).Text.ShouldBe("R&D");

        ground.Server.Violations.ShouldHaveSingleItem().ShouldContain("unescaped &");
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "empty", nameof(BotApiFailure.BadRequest), "Bad Request: message text is empty" },
        { "blank", nameof(BotApiFailure.BadRequest), "Bad Request: message text is empty" },
        { "long", nameof(BotApiFailure.TooLong), "Bad Request: message is too long" },
        { "data", nameof(BotApiFailure.BadRequest), "Bad Request: BUTTON_DATA_INVALID" },
        { "nowhere", nameof(BotApiFailure.NoSuchChat), "Bad Request: chat not found" },
        { "reply", nameof(BotApiFailure.NoSuchMessage), "Bad Request: message to be replied not found" },
        { "stranger", nameof(BotApiFailure.Forbidden), "Forbidden: bot can't initiate conversation with a user" },
        { "outside", nameof(BotApiFailure.Forbidden), "Forbidden: bot is not a member of the group chat" },
        { "edit", nameof(BotApiFailure.NoSuchMessage), "Bad Request: message to edit not found" },
        { "edit other", nameof(BotApiFailure.NoSuchMessage), "Bad Request: message can't be edited" },
        { "delete", nameof(BotApiFailure.NoSuchMessage), "Bad Request: message to delete not found" },
        {
            "query", nameof(BotApiFailure.QueryTooOld),
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        },
        { "menu", nameof(BotApiFailure.BadRequest), "Bad Request: BOT_COMMAND_INVALID" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_Telegram_refuses_is_refused(string what, string failure, string words)
    {
        await using var ground = await ApiGround.BegunAsync();
        ground.Server.Person(5, "Stranger");
        ground.Server.Group(-8, "Others");

        var no = await (what switch
        {
            "empty" => ground.FailAsync(new SendMessage(4711, "")),
            "blank" => ground.FailAsync(Html(" <b> </b>\n")),
            "long" => ground.FailAsync(Html($"<b>{new string('x', 4095)}</b>🦀")),
            "data" => ground.FailAsync(Buttons(new string('ü', 33))),
            "nowhere" => ground.FailAsync(new SendMessage(99, "x")),
            "reply" => ground.FailAsync(new SendMessage(4711, "x") { ReplyParameters = new(77) }),
            "stranger" => ground.FailAsync(new SendMessage(5, "x")),
            "outside" => ground.FailAsync(new SendMessage(-8, "x")),
            "edit" => ground.FailAsync(new EditMessageText(4711, 77, "x")),
            "edit other" => ground.FailAsync(new EditMessageText(4711, 1, "x")),
            "delete" => ground.FailAsync(new DeleteMessage(4711, 77)),
            "query" => ground.FailAsync(new AnswerCallbackQuery("77")),
            _ => ground.FailAsync(new SetMyCommands([new("Fleet", "x")])),
        });

        no.Failure.ToString().ShouldBe(failure);
        no.Message.ShouldContain($": {words} (");
        ground.Chat.Messages.Count.ShouldBe(1);
        ground.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_length_counts_after_entities_and_64_bytes_of_data_fit()
    {
        await using var ground = await ApiGround.BegunAsync();

        await ground.CallAsync(Html($"<b>{new string('x', 4094)}</b>🦀"));
        await ground.CallAsync(Buttons(new string('ü', 32)));

        ground.Chat.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_refused_and_one_that_changes_is_seen()
    {
        await using var ground = await ApiGround.BegunAsync();
        var sent = await ground.CallAsync(Buttons("go"));
        var same = new EditMessageText(4711, sent.MessageId, "Choose") { ReplyMarkup = sent.ReplyMarkup };

        (await ground.FailAsync(same)).Failure.ShouldBe(BotApiFailure.NotModified);
        ground.Chat.Last.EditedAt.ShouldBeNull();
        await ground.CallAsync(new EditMessageReplyMarkup(4711, sent.MessageId));
        ground.Chat.Last.ToString().ShouldBe("Parent (edited): Choose");
        await ground.CallAsync(new EditMessageText(4711, sent.MessageId, "Done"));
        ground.Chat.Last.ToString().ShouldBe("Parent (edited): Done");
    }

    [Fact]
    public async Task What_is_deleted_is_seen_no_more_and_is_deletable_for_two_days()
    {
        var time = new ManualTime();
        await using var ground = await ApiGround.BegunAsync(time);
        await ground.Chat.SaysAsync("123:secret");
        time.Advance(TimeSpan.FromHours(47));
        await ground.CallAsync(new DeleteMessage(4711, 2));
        time.Advance(TimeSpan.FromHours(2));

        (await ground.FailAsync(new DeleteMessage(4711, 1))).Failure.ShouldBe(BotApiFailure.NoSuchMessage);
        ground.Chat.Look().ShouldBe("Ann: /start\nAnn: (deleted)");
    }

    [Fact]
    public async Task Who_blocks_the_bot_is_not_reached_until_he_lets_it_write_again()
    {
        await using var ground = await ApiGround.BegunAsync();
        ground.Chat.Blocks();

        (await ground.FailAsync(new SendMessage(4711, "x"))).Failure.ShouldBe(BotApiFailure.Forbidden);
        ground.Chat.Unblocks();
        await ground.CallAsync(new SendMessage(4711, "x"));

        var updates = await ground.CallAsync(new GetUpdates { AllowedUpdates = ["message", "my_chat_member"] });
        updates.Select(update => update.MyChatMember?.NewChatMember.Status).ShouldBe([null, "kicked", "member"]);
    }

    private static SendMessage Html(string text) => new(4711, text) { ParseMode = ParseModes.Html };

    private static SendMessage Buttons(string data) => new(4711, "Choose")
    {
        ReplyMarkup = new InlineKeyboardMarkup([[new("Go") { CallbackData = data }]]),
    };
}
