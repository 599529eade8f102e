using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

public sealed class BotClientTests
{
    private static readonly SendMessage Line = new(4711, "Hello");

    [Fact]
    public async Task A_sent_message_comes_back_as_it_stands_in_the_chat()
    {
        await using var ground = await ApiGround.BegunAsync();

        var sent = await ground.CallAsync(new SendMessage(4711, "<b>Fleet</b> &amp; more")
        {
            ParseMode = ParseModes.Html,
            ReplyMarkup = new InlineKeyboardMarkup(
                [[new("Open") { Url = "https://t.me/alice" }, new("Go") { CallbackData = "go" }]]),
        });

        sent.Text.ShouldBe("Fleet & more");
        sent.Entities.ShouldBe([new MessageEntity("bold", 0, 5)]);
        sent.Chat.IsPrivate.ShouldBeTrue();
        sent.From!.Username.ShouldBe("parent_bot");
        ground.Chat.Look().ShouldBe("Ann: /start\nParent: Fleet & more\n  [Open] [Go]");
        ground.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_goes_as_a_form()
    {
        await using var ground = await ApiGround.BegunAsync();

        var sent = await ground.CallAsync(new SendDocument(4711, new("fleet.txt", "alice bob"u8.ToArray()))
        {
            Caption = "The <i>fleet</i>",
            ParseMode = ParseModes.Html,
            ReplyParameters = new(1) { AllowSendingWithoutReply = true },
        });

        sent.Document!.FileName.ShouldBe("fleet.txt");
        sent.Document.FileSize.ShouldBe(9);
        sent.ReplyToMessage!.Text.ShouldBe("/start");
        ground.Chat.Last.ToString().ShouldBe("Parent: {fleet.txt} The fleet");
        ground.Server.Violations.ShouldBeEmpty();
    }

    public static TheoryData<string, string, bool> Faults => new()
    {
        { "429", nameof(BotApiFailure.TooManyRequests), false },
        { "500", nameof(BotApiFailure.ServerError), false },
        { "502", nameof(BotApiFailure.ServerError), false },
        { "reset before", nameof(BotApiFailure.NoAnswer), false },
        { "reset after", nameof(BotApiFailure.NoAnswer), true },
        { "401", nameof(BotApiFailure.Unauthorized), false },
        { "403", nameof(BotApiFailure.Forbidden), false },
        { "409", nameof(BotApiFailure.Conflict), false },
        { "offline", nameof(BotApiFailure.NoAnswer), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_fault_is_told_apart_and_no_call_is_repeated(string fault, string failure, bool isTaken)
    {
        await using var ground = await ApiGround.BegunAsync();
        await ground.CallAsync(new GetMe()); // the connection is an old one, which clients like to try anew
        var plan = ground.Server.Faults.On("sendMessage");
        _ = fault switch
        {
            "429" => plan.TooManyRequests(TimeSpan.FromSeconds(240)),
            "500" => plan.Status(500),
            "502" => plan.BadGateway(),
            "reset before" => plan.ResetBefore(),
            "reset after" => plan.ResetAfter(),
            "401" => plan.Unauthorized(),
            "403" => plan.Forbidden(),
            "409" => plan.Conflict(),
            _ => null,
        };
        ground.Server.Offline = fault == "offline";

        var no = await ground.FailAsync(Line);

        no.Failure.ToString().ShouldBe(failure);
        no.RetryAfter.ShouldBe(fault == "429" ? TimeSpan.FromSeconds(240) : null);
        no.ToString().ShouldNotContain("planted");
        ground.Chat.Messages.Count(message => message.Text == "Hello").ShouldBe(isTaken ? 1 : 0);
        ground.Server.Calls.Count(call => call.Method == "sendMessage").ShouldBe(fault == "offline" ? 0 : 1);

        ground.Server.Offline = false;
        (await ground.CallAsync(Line)).Text.ShouldBe("Hello");
    }

    [Fact]
    public async Task Silence_is_given_up_when_the_patience_is_at_its_end()
    {
        var time = new ManualTime();
        await using var ground = await ApiGround.BegunAsync(time);
        var fault = ground.Server.Faults.On("sendMessage").Silence(TimeSpan.FromSeconds(30));

        var call = ground.FailAsync(Line);
        await fault.SpentAsync();
        time.Advance(TimeSpan.FromSeconds(19));
        call.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await call).Failure.ShouldBe(BotApiFailure.NoAnswer);
    }

    [Fact]
    public async Task An_answer_that_is_far_too_long_is_not_read()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var verbose = builder.Build();
        verbose.Urls.Add("http://127.0.0.1:0");
        var answer = """{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"x"}}"""
            .PadRight(BotConnection.LargestAnswer + 1);
        verbose.MapPost("/{**path}", () => Results.Text(answer));
        await verbose.StartAsync();
        using var connection = new BotConnection(
            new TelegramOptions { ApiRoot = verbose.Urls.Single() }, TimeProvider.System);

        var no = await Should.ThrowAsync<BotApiException>(
            () => new BotClient(connection, new Secret("1:t")).CallAsync(new GetMe(), CancellationToken.None));

        no.Failure.ShouldBe(BotApiFailure.ServerError);
    }

    [Fact]
    public async Task A_call_that_is_called_off_is_no_failure()
    {
        await using var ground = await ApiGround.BegunAsync();
        using var end = new CancellationTokenSource();
        var updates = await ground.CallAsync(new GetUpdates());
        var poll = ground.Api.CallAsync(new GetUpdates { Offset = updates[^1].UpdateId + 1, Timeout = 50 }, end.Token);
        await ground.Bot.PollsAsync();

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => poll);
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_holds_up_no_other()
    {
        await using var ground = await ApiGround.BegunAsync();
        ground.Bot.Receives("message", new System.Text.Json.Nodes.JsonObject { ["chat"] = "nonsense" });
        await ground.Chat.SaysAsync("/fleet");

        var updates = await ground.CallAsync(new GetUpdates());

        updates.Select(update => update.Message?.Text).ShouldBe(["/start", null, "/fleet"]);
        updates.Select(update => update.Fault is null).ShouldBe([true, false, true]);
        updates[1].UpdateId.ShouldBe(updates[0].UpdateId + 1);
    }

    [Fact]
    public async Task A_group_that_grew_says_where_it_went()
    {
        await using var ground = await ApiGround.BegunAsync();
        var group = ground.Server.Group(-77, "Ops", ground.Ann);
        group.Adds(ground.Bot, ground.Ann);
        group.BecomesSupergroup(-1_001_234_567_890, "Ops");

        var no = await ground.FailAsync(Line with { ChatId = -77 });

        no.Failure.ShouldBe(BotApiFailure.Migrated);
        no.MigratedTo.ShouldBe(-1_001_234_567_890);
    }
}
