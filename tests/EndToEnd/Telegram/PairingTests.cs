using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>Who wrote to a claw's bot, as the members are asked about him.</summary>
public sealed class PairingTests : IAsyncLifetime
{
    private readonly FastTime _time = TelegramHome.Hurry;
    private TelegramHome _home = null!;

    private TestChat Ann => _home.Chat;

    private TestChat Bob => _home.Bob.ChatWith(_home.Bot);

    public async Task InitializeAsync()
    {
        _home = await TelegramHome.StartAsync(
            _time, [.. TelegramHome.RealMachines, "--Watch:Interval=00:00:10", "--Pairings:Interval=00:00:08"]);
        await _home.InviteAsync(_home.Bob, "operator");
        await Bob.AsksAsync("/timezone Europe/Berlin", "Your time zone is Europe/Berlin now");
        await _home.DoAsync("/deploy alice", "alice is deployed");
    }

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task One_decides_and_the_cards_of_all_say_who_and_a_late_press_is_answered_calmly()
    {
        var carol = _home.Server.Person(4713, "Carol");
        await _home.InviteAsync(carol, "viewer");
        await KnocksAsync("dave");
        var late = Ann.Holding("@dave").Single(card => card.Buttons.Count > 0);

        await Bob.PressesAsync("Approve");
        await Bob.ShowsAsync("may talk to alice now; he was told.");
        await Bob.ShowsAsync("Approved @dave (Dave, ");
        await Ann.ShowsAsync("Approved @dave (Dave, ");
        await Ann.PressesAsync(late, late.Buttons[0][0]);
        await Ann.EndsWithAsync("Bob approved @dave");

        Ann.Last.Text.ShouldEndWith("nothing is left to decide.");
        foreach (var chat in new[] { Ann, Bob })
        {
            var card = chat.Holding("@dave (Dave, ").Single(message => message.Text.Contains("asks to be let in"));
            card.Text.ShouldMatch(chat.Person == _home.Ann ? @"\): Bob, \d\d:\d\d UTC\.$" : @"\): Bob, \d\d:\d\d\.$");
            card.Buttons.ShouldBeEmpty();
        }

        carol.ChatWith(_home.Bot).Look().ShouldNotContain("dave");

        await KnocksAsync("erin");
        await Ann.PressesAsync("Deny");
        await Ann.ShowsAsync("was turned away from alice; he may ask again.");
        await Bob.ShowsAsync("Turned away @erin (Erin, ");
        Bob.Holding("Turned away @erin").Single().Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task Put_off_or_cut_off_it_is_asked_again_until_its_hour_is_over()
    {
        await KnocksAsync("frank");

        await Ann.PressesAsync("Ask me later");
        await Bob.ShowsAsync("Asked again at ");
        Bob.Holding("Asked again at ").Single().Buttons.SelectMany(row => row).Select(button => button.Text)
            .ShouldBe(["Approve", "Deny"]);
        _time.Skip(TimeSpan.FromMinutes(16));
        await Bob.ShowsAsync("Asked again below.");
        await Bob.EndsWithAsync("[Ask me later]");

        await _home.StopParentAsync();
        await _home.StartParentAsync();
        _time.Skip(TimeSpan.FromHours(1));
        await Bob.ShowsAsync("Its hour is over.");
        await Ann.ShowsAsync("Its hour is over.");

        Ann.Messages.SelectMany(message => message.Buttons.SelectMany(row => row))
            .ShouldNotContain(button => button.Text == "Approve");
        Bob.Holding("@frank (Frank, ").Count.ShouldBe(2, Bob.Look());
    }

    /// <summary>Somebody writes to alice, and the members are asked by themselves.</summary>
    private async Task KnocksAsync(string user)
    {
        await _home.DoAsync($"/sandbox dm alice {user} hi", $"{user} wrote to alice.");
        await Ann.EndsWithAsync("[Approve]");
        await Bob.EndsWithAsync("[Approve]");
        Ann.Last.Text.ShouldStartWith($"@{user} (");
    }
}
