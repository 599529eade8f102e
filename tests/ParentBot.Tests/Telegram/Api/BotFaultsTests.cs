using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

/// <summary>Every call meets every fault, is told it, and is made once.</summary>
public sealed class BotFaultsTests
{
    private static readonly IReadOnlyDictionary<string, Func<ApiGround, Task<BotApiException>>> Calls =
        new Dictionary<string, Func<ApiGround, Task<BotApiException>>>
        {
            ["getMe"] = ground => ground.FailAsync(new GetMe()),
            ["getUpdates"] = ground => ground.FailAsync(new GetUpdates()),
            ["deleteWebhook"] = ground => ground.FailAsync(new DeleteWebhook()),
            ["getWebhookInfo"] = ground => ground.FailAsync(new GetWebhookInfo()),
            ["sendMessage"] = ground => ground.FailAsync(new SendMessage(4711, "x")),
            ["editMessageText"] = ground => ground.FailAsync(new EditMessageText(4711, 2, "x")),
            ["editMessageReplyMarkup"] = ground => ground.FailAsync(new EditMessageReplyMarkup(4711, 2)),
            ["deleteMessage"] = ground => ground.FailAsync(new DeleteMessage(4711, 2)),
            ["answerCallbackQuery"] = ground => ground.FailAsync(new AnswerCallbackQuery("1")),
            ["sendDocument"] = ground => ground.FailAsync(new SendDocument(4711, new("x.txt", "x"u8.ToArray()))),
            ["setMyCommands"] = ground => ground.FailAsync(new SetMyCommands([new("fleet", "x")])),
            ["deleteMyCommands"] = ground => ground.FailAsync(new DeleteMyCommands()),
            ["sendChatAction"] = ground => ground.FailAsync(new SendChatAction(4711)),
            ["getChat"] = ground => ground.FailAsync(new GetChat(4711)),
        };

    private static readonly IReadOnlyList<(BotApiFailure Failure, Func<FaultPlan, Fault> Plan)> Faults =
    [
        (BotApiFailure.TooManyRequests, plan => plan.TooManyRequests(TimeSpan.FromSeconds(1))),
        (BotApiFailure.TooManyRequests, plan => plan.TooManyRequests(TimeSpan.FromSeconds(240))),
        (BotApiFailure.ServerError, plan => plan.Status(500)),
        (BotApiFailure.ServerError, plan => plan.BadGateway()),
        (BotApiFailure.NoAnswer, plan => plan.ResetBefore()),
        (BotApiFailure.NoAnswer, plan => plan.ResetAfter()),
        (BotApiFailure.Unauthorized, plan => plan.Unauthorized()),
        (BotApiFailure.Forbidden, plan => plan.Forbidden()),
        (BotApiFailure.Conflict, plan => plan.Conflict()),
    ];

    public static TheoryData<string> Methods => new(Calls.Keys);

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_that_meets_a_fault_is_told_it_and_made_once(string method)
    {
        await using var ground = await ApiGround.BegunAsync();
        foreach (var (failure, plan) in Faults)
        {
            var before = ground.Server.Calls.Count;
            plan(ground.Server.Faults.On(method));

            (await Calls[method](ground)).Failure.ShouldBe(failure);

            ground.Server.Calls.Count.ShouldBe(before + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_that_meets_silence_is_given_up(string method)
    {
        var time = new ManualTime();
        await using var ground = await ApiGround.BegunAsync(time);
        var silence = ground.Server.Faults.On(method).Silence(TimeSpan.FromHours(1), isTaken: true);

        var call = Calls[method](ground);
        await silence.SpentAsync();
        time.Advance(method == "sendDocument" ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(30));

        (await call).Failure.ShouldBe(BotApiFailure.NoAnswer);
    }
}
