using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>What members say, while Telegram fails to hand it over.</summary>
public sealed class FaultsOnTheWayInTests(FaultyHome home) : IClassFixture<FaultyHome>
{
    public static TheoryData<string, string> Polls => BotFault.Matrix("getUpdates");

    public static TheoryData<string, string> Looks => BotFault.Matrix("getWebhookInfo");

    public static TheoryData<string, string> Beginnings => BotFault.Matrix("deleteWebhook", "getMe");

    public static TheoryData<string, string> Menus => BotFault.Matrix("setMyCommands");

    public static TheoryData<string, string> MenusGone => BotFault.Matrix("deleteMyCommands");

    [Theory]
    [MemberData(nameof(Polls))]
    public async Task What_is_said_while_polls_fail_is_done_once(string method, string fault)
    {
        var planned = home.Plan(method, BotFault.Named(fault));

        var first = await home.CommandAsync();
        var second = await home.CommandAsync();
        await planned.IsOverAsync();

        await home.AreAnsweredAsync(atMost: 1, first, second);
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_watchdog_that_is_not_answered_disturbs_nobody(string method, string fault)
    {
        var planned = home.Plan(method, BotFault.Named(fault));

        await planned.IsMetAsync();

        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task A_start_gets_over_it_and_what_was_said_before_is_done_once(string method, string fault)
    {
        await home.Home.StopParentAsync();
        var planned = home.Plan(method, BotFault.Named(fault));
        var said = await home.CommandAsync();

        await home.Home.StartParentAsync();
        await planned.IsOverAsync();

        await home.AreAnsweredAsync(atMost: 1, said);
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Menus))]
    public async Task Who_becomes_a_member_is_shown_his_menu(string method, string fault)
    {
        var planned = home.Plan(method, BotFault.Named(fault));

        await home.Home.InviteAsync(home.Home.Bob, "viewer");
        await planned.IsMetAsync();
        await MenuOfBobAsync(isThere: true);

        await RevokeBobAsync();
        await MenuOfBobAsync(isThere: false);
        await home.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(MenusGone))]
    public async Task Who_is_no_member_any_more_sees_no_menu(string method, string fault)
    {
        await home.Home.InviteAsync(home.Home.Bob, "viewer");
        await MenuOfBobAsync(isThere: true);
        var planned = home.Plan(method, BotFault.Named(fault));

        await RevokeBobAsync();
        await planned.IsMetAsync();

        await MenuOfBobAsync(isThere: false);
        await home.GoesOnAsync();
    }

    private async Task RevokeBobAsync()
    {
        await home.SaysAsync("/revoke Bob");
        await home.ShowsAsync(messages => messages[^1].Buttons.Count == 1);
        await home.Chat.PressesAsync("Confirm");
        await home.ShowsAsync(messages =>
            messages[^1].Text.EndsWith("is no member any more.", StringComparison.Ordinal));
    }

    private Task MenuOfBobAsync(bool isThere) => home.Time.HurryAsync(home.Home.Server.UntilAsync(
        _ => isThere == home.Home.Bot.Menus.Keys.Any(scope => scope.Contains($"{home.Home.Bob.Id}")),
        TimeSpan.FromSeconds(60)));
}
