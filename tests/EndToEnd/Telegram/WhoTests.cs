using ParentClaw.FleetOps.Storage;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>Who may: the claim, invitations, roles, strangers.</summary>
public sealed class WhoTests
{
    [Fact]
    public async Task Strangers_get_silence_and_a_line_a_day_and_a_wrong_code_is_nothing()
    {
        await using var home = await TelegramHome.StartAsync();
        var mallory = home.Server.Person(666, "Mallory", "mallory").ChatWith(home.Bot);

        await mallory.SaysAsync("/fleet");
        await mallory.SaysAsync("/claim aaaaaaaaaaaaaaaaaaaaaaaaaa");
        await mallory.SaysAsync("/start aaaaaaaaaaaaaaaaaaaaaaaaaa");
        await mallory.SaysAsync("hello?");
        var eve = home.Server.Person(667, "Eve").ChatWith(home.Bot);
        await eve.SaysAsync("/claim bbbbbbbbbbbbbbbbbbbbbbbbbb");
        await home.Bot.HasTakenAllAsync();
        await home.DoAsync("/audit", "@mallory (666)");
        await home.DoAsync("/audit 50", "Eve (667)");

        mallory.Messages.ShouldAllBe(message => message.From == 666);
        var lines = await home.Parent.Get<IFleetStore>().ListEventsAsync(null, 100, CancellationToken.None);
        lines.Count(line => line.Kind == "stranger").ShouldBe(2);
        eve.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_claim_counts_once_and_an_Admin_is_not_claimed_over()
    {
        await using var home = await TelegramHome.StartAsync();
        var code = home.ClaimCode();

        await home.Bob.ChatWith(home.Bot).SaysAsync($"/claim {code}");
        await home.StopParentAsync();
        await home.StartParentAsync();
        await home.DoAsync("/members", "Ann");

        home.ClaimCode().ShouldBe(code, "a second start prints none");
        home.Bob.ChatWith(home.Bot).Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_invitation_is_a_link_that_counts_once_and_gives_its_role()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.InviteAsync(home.Bob, "viewer");
        var bob = home.Bob.ChatWith(home.Bot);

        await bob.SaysAsync("/deploy alice");
        await bob.ShowsAsync("/deploy is for Operators, not Viewers.");
        await bob.SaysAsync("/fleet");
        await bob.ShowsAsync("/deploy alice");

        var link = home.Chat.Messages.Last(message => message.Text.Contains("start=", StringComparison.Ordinal)).Text;
        var code = link.Split("start=")[1].Split([' ', '\n'])[0];
        var carol = home.Server.Person(4713, "Carol").ChatWith(home.Bot);
        await carol.SaysAsync($"/start {code}");
        await home.Bot.HasTakenAllAsync();
        await home.DoAsync("/members", "Bob");
        carol.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_revoked_hears_nothing_more()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.InviteAsync(home.Bob, "operator");
        await home.Chat.SaysAsync("/revoke Bob");
        await home.Chat.ShowsAsync("[Confirm]");
        await home.Chat.PressesAsync("Confirm");
        await home.Chat.ShowsAsync("is no member any more");
        var bob = home.Bob.ChatWith(home.Bot);
        var before = bob.Messages.Count;

        await bob.SaysAsync("/fleet");
        await bob.PressesAsync("The fleet");
        await home.Bot.HasTakenAllAsync();
        await home.DoAsync("/timezone Europe/Berlin", "Europe/Berlin");

        bob.Messages.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Each_role_has_its_menu_and_strangers_have_none()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.InviteAsync(home.Bob, "viewer");

        await home.Server.UntilAsync(calls => calls.Count(call => call.Method == "setMyCommands") >= 2);
        var menus = home.Bot.Menus;
        var (ann, bob) = (MenuOf(4711), MenuOf(4712));

        ann.ShouldContain("deploy");
        ann.ShouldNotContain("quit");
        bob.ShouldContain("fleet");
        bob.ShouldNotContain("deploy");
        menus.Keys.ShouldAllBe(scope => scope.Contains("chat_id", StringComparison.Ordinal));

        IEnumerable<string> MenuOf(long chat) => menus
            .Single(menu => menu.Key.Contains($"{chat}", StringComparison.Ordinal))
            .Value.Select(entry => entry.Command);
    }
}
