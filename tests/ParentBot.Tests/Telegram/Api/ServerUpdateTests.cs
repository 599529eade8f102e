using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

/// <summary>The server hands updates out as Telegram does.</summary>
public sealed class ServerUpdateTests
{
    [Fact]
    public async Task Updates_come_again_until_an_offset_confirms_them()
    {
        await using var ground = await ApiGround.BegunAsync();
        await ground.Chat.SaysAsync("/fleet");

        var first = await ground.CallAsync(new GetUpdates { Limit = 1 });
        var again = await ground.CallAsync(new GetUpdates());
        var rest = await ground.CallAsync(new GetUpdates { Offset = first[0].UpdateId + 1 });

        first.ShouldHaveSingleItem().Message!.Text.ShouldBe("/start");
        again.Count.ShouldBe(2);
        rest.ShouldHaveSingleItem().Message!.Entities.ShouldBe([new MessageEntity("bot_command", 0, 6)]);
        ground.Bot.Pending.ShouldBe(1);
    }

    [Fact]
    public async Task A_poll_ends_when_something_happens_or_its_time_is_up()
    {
        var time = new ManualTime();
        await using var ground = await ApiGround.StartAsync(time);

        var quiet = ground.CallAsync(new GetUpdates { Timeout = 50 });
        await ground.Bot.PollsAsync();
        time.Advance(TimeSpan.FromSeconds(50));
        (await quiet).ShouldBeEmpty();

        var busy = ground.CallAsync(new GetUpdates { Timeout = 50 });
        await ground.Bot.PollsAsync();
        await ground.Chat.SaysAsync("/start");
        (await busy).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Numbers_that_begin_anew_below_the_offset_are_handed_out()
    {
        await using var ground = await ApiGround.BegunAsync();
        var last = (await ground.CallAsync(new GetUpdates()))[^1].UpdateId;
        (await ground.CallAsync(new GetUpdates { Offset = last + 1 })).ShouldBeEmpty();

        ground.Bot.RestartUpdateIds(1000);
        await ground.Chat.SaysAsync("/fleet");

        var anew = await ground.CallAsync(new GetUpdates { Offset = last + 1 });
        anew.ShouldHaveSingleItem().UpdateId.ShouldBe(1000);
        (await ground.CallAsync(new GetUpdates { Offset = 1001 })).ShouldBeEmpty();
        ground.Bot.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task A_line_that_was_changed_comes_again_as_that()
    {
        await using var ground = await ApiGround.BegunAsync();

        await ground.Chat.EditsAsync(ground.Chat.Last, "/fleet");

        var updates = await ground.CallAsync(new GetUpdates());
        updates.Select(update => update.EditedMessage?.Text).ShouldBe([null, "/fleet"]);
        ground.Chat.Look().ShouldBe("Ann (edited): /fleet");
    }

    [Fact]
    public async Task Kinds_that_were_not_asked_for_are_lost()
    {
        await using var ground = await ApiGround.StartAsync();
        await ground.CallAsync(new GetUpdates { AllowedUpdates = ["callback_query"] });

        await ground.Chat.SaysAsync("/start");

        ground.Bot.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_that_poll_the_newcomer_wins()
    {
        await using var ground = await ApiGround.StartAsync();
        var old = ground.FailAsync(new GetUpdates { Timeout = 50 });
        await ground.Bot.PollsAsync();

        var young = ground.CallAsync(new GetUpdates { Timeout = 50 });

        var no = await old;
        no.Failure.ShouldBe(BotApiFailure.Conflict);
        no.Message.ShouldContain("terminated by other getUpdates request");
        await ground.Chat.SaysAsync("/start");
        (await young).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_webhook_shuts_polls_out_until_it_is_deleted_and_what_waited_stays()
    {
        await using var ground = await ApiGround.BegunAsync();
        ground.Bot.SetWebhook("https://example.org/hook");

        (await ground.FailAsync(new GetUpdates())).Message.ShouldContain("while webhook is active");
        (await ground.CallAsync(new GetWebhookInfo())).ShouldBe(new WebhookInfo("https://example.org/hook", 1));
        await ground.CallAsync(new DeleteWebhook());

        (await ground.CallAsync(new GetUpdates())).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_press_comes_in_and_is_answered_once_within_its_time()
    {
        var time = new ManualTime();
        await using var ground = await ApiGround.BegunAsync(time);
        await ground.CallAsync(new SendMessage(4711, "Sure?")
        {
            ReplyMarkup = new InlineKeyboardMarkup([[new("Confirm") { CallbackData = "yes" }]]),
        });
        var (answered, late) = (await ground.Chat.PressesAsync("Confirm"), await ground.Chat.PressesAsync("Conf"));
        var updates = await ground.CallAsync(new GetUpdates());
        var queries = updates.Select(update => update.CallbackQuery).OfType<CallbackQuery>().ToList();

        queries.Select(query => (query.From.Id, query.Data, query.Message!.Text)).ShouldBe(
            [(4711, "yes", "Sure?"), (4711, "yes", "Sure?")]);
        time.Advance(TimeSpan.FromSeconds(1));
        await ground.CallAsync(new AnswerCallbackQuery(queries[0].Id) { Text = "Heard" });
        await answered.Answered;
        (answered.Text, answered.Took).ShouldBe(("Heard", TimeSpan.FromSeconds(1)));
        (await ground.FailAsync(new AnswerCallbackQuery(queries[0].Id))).Failure.ShouldBe(BotApiFailure.QueryTooOld);

        time.Advance(TimeSpan.FromSeconds(15));
        (await ground.FailAsync(new AnswerCallbackQuery(queries[1].Id))).Failure.ShouldBe(BotApiFailure.QueryTooOld);
        late.Answered.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task In_a_group_a_bot_hears_what_is_meant_for_it()
    {
        await using var ground = await ApiGround.StartAsync();
        var group = ground.Server.Group(-77, "Ops", ground.Ann, ground.Server.Person(5, "Bob"));
        group.Adds(ground.Bot, ground.Ann);
        var chat = ground.Ann.In(group);
        var asked = await ground.CallAsync(new SendMessage(-77, "Name?")
        {
            ReplyMarkup = new ForceReply { InputFieldPlaceholder = "alice" },
        });

        foreach (var line in new[] { "hello all", "/fleet", "/fleet@parent_bot", "/fleet@other_bot", "hi @parent_bot" })
            await chat.SaysAsync(line);
        await chat.RepliesAsync(chat.Messages.Single(message => message.Id == asked.MessageId), "mia");

        var heard = await ground.CallAsync(new GetUpdates());
        heard[0].MyChatMember!.NewChatMember.Status.ShouldBe("member");
        heard.Skip(1).Select(update => update.Message!.Text)
            .ShouldBe(["/fleet", "/fleet@parent_bot", "hi @parent_bot", "mia"]);
        heard[^1].Message!.ReplyToMessage!.Text.ShouldBe("Name?");
        chat.Look().ShouldStartWith("Parent: Name?\n  (answer: alice)\nAnn: hello all");
    }
}
