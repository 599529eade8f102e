using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>What the parent says, while Telegram fails to take it.</summary>
public sealed class FaultsOnTheWayOutTests(FaultyHome home) : IClassFixture<FaultyHome>
{
    public static TheoryData<string, string> Messages => BotFault.Matrix("sendMessage");

    public static TheoryData<string, string> Documents => BotFault.Matrix("sendDocument");

    public static TheoryData<string, string> Edits => BotFault.Matrix("editMessageText");

    public static TheoryData<string, string> Deletions => BotFault.Matrix("deleteMessage");

    public static TheoryData<string, string> Presses => BotFault.Matrix("answerCallbackQuery");

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Answers_arrive_in_order(string method, string fault)
    {
        var kind = BotFault.Named(fault);
        var planned = home.Plan(method, kind);

        var first = await home.CommandAsync();
        var second = await home.CommandAsync();
        await planned.IsOverAsync();

        await home.AreAnsweredAsync(atMost: kind.WasTaken ? 2 : 1, first, second);
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_long_answer_arrives_as_a_document(string method, string fault)
    {
        await LongTrail.WriteAsync(home);
        var kind = BotFault.Named(fault);
        var before = home.Chat.Messages.Count(message => message.File is not null);
        var planned = home.Plan(method, kind);

        await home.SaysAsync("/audit 300");
        await planned.IsOverAsync();
        await home.ShowsAsync(messages => messages.Count(message => message.File is not null) > before);

        await home.SettlesAsync();
        var sent = home.Chat.Messages.Count(message => message.File is not null) - before;
        sent.ShouldBeInRange(1, kind.WasTaken ? 2 : 1);
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Cards_end_in_their_last_look(string method, string fault)
    {
        var before = await OperationsAsync();
        var asked = await AskedAsync();
        var planned = home.Plan(method, BotFault.Named(fault));

        await home.Chat.PressesAsync(asked, asked.Buttons[0][0]);
        await planned.IsOverAsync();

        await IsClosedAsync(asked);
        (await OperationsAsync()).ShouldBe(before + 1);
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task A_message_that_held_a_secret_is_deleted(string method, string fault)
    {
        await home.SaysAsync("/secret set mia openai_api_key");
        await home.ShowsAsync(messages => messages[^1].AsksForReply);
        var planned = home.Plan(method, BotFault.Named(fault));

        var secret = await home.Chat.SaysAsync("something-that-nobody-else-may-read");
        await planned.IsOverAsync();

        await home.ShowsAsync(messages => messages.Single(message => message.Id == secret.Id).IsDeleted);
        await home.SettlesAsync();
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Presses))]
    public async Task A_press_does_once_what_it_says(string method, string fault)
    {
        var before = await OperationsAsync();
        var asked = await AskedAsync();
        var planned = home.Plan(method, BotFault.Named(fault));

        await home.Chat.PressesAsync(asked, asked.Buttons[0][0]);
        await home.Chat.PressesAsync(asked, asked.Buttons[0][0]);
        await planned.IsOverAsync();

        await IsClosedAsync(asked);
        (await OperationsAsync()).ShouldBe(before + 1);
        await home.GoesOnAsync();
    }

    // A command that alice can be given now, without her name: a question with a button for her.
    private async Task<ShownMessage> AskedAsync()
    {
        var isParked = (await home.Home.Parent.ClawAsync("alice")).State == ClawState.Parked;
        await home.SaysAsync(isParked ? "/wake" : "/park");
        await home.ShowsAsync(messages => messages[^1].Buttons.Count > 0 && messages[^1].From == home.Home.Bot.Id);
        return home.Chat.Last;
    }

    private async Task IsClosedAsync(ShownMessage asked)
    {
        await home.ShowsAsync(messages => messages.Single(message => message.Id == asked.Id) is
        { Buttons.Count: 0 } answered && answered.Text.EndsWith("→ alice", StringComparison.Ordinal));
        await home.SettlesAsync();
    }

    private async Task<int> OperationsAsync() => (await home.Home.Parent.Get<IFleetStore>()
        .ListOperationsAsync(ClawName.Parse("alice"), 500, CancellationToken.None)).Count;
}
