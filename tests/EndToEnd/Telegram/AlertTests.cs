using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>Trouble, as the members are told of it.</summary>
public sealed class AlertTests
{
    private static readonly string[] s_watchful = [.. TelegramHome.RealMachines, "--Watch:Interval=00:00:04"];

    private readonly FastTime _time = TelegramHome.Hurry;

    [Fact]
    public async Task An_incident_is_one_message_for_all_from_its_beginning_to_its_end_and_when_it_comes_back()
    {
        await using var watcher = await HeartbeatListener.StartAsync();
        await using var home = await TelegramHome.StartAsync(
            _time, [.. s_watchful, $"--Alerting:DeadManUrl={watcher.Address}"]);
        (await watcher.Called).ShouldBe("GET /ping/5d3a");
        await home.InviteAsync(home.Bob, "operator");
        var (ann, bob) = (home.Chat, home.Bob.ChatWith(home.Bot));
        await home.DoAsync("/deploy alice", "alice is deployed");

        await home.DoAsync("/sandbox break alice gateway", "gateway is broken now");
        await bob.EndsWithAsync("🔴 alice is in trouble");
        await ann.EndsWithAsync("[Ack] [Snooze 1 h]");
        await ann.PressesAsync("Ack");
        await bob.ShowsAsync("🟡 alice is in trouble; Ann sees to it");
        await bob.PressesAsync("Snooze 1 h");
        await bob.EndsWithAsync("No new message about ");
        await ann.ShowsAsync("snoozed until ");

        await home.StopParentAsync();
        await home.StartParentAsync();
        await ann.PressesAsync("Resuscitate");
        await bob.ShowsAsync("🟢 alice is well again");
        await ann.ShowsAsync("🟢 alice is well again");

        var card = bob.Holding("🟢 alice is well again").Single();
        card.Text.ShouldMatch(@"(?m)^until .*, after \d+ (s|min)");
        card.Text.ShouldContain("by Ann, ");
        card.Buttons.ShouldBeEmpty();

        await home.DoAsync("/sandbox break alice gateway", "gateway is broken now");
        await bob.ShowsAsync("time 2 in ");
        bob.Holding("alice is in trouble").Single().Id.ShouldBe(card.Id);
        bob.Holding("is well again").ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_at_once_are_one_message_and_who_wants_quiet_has_it()
    {
        await using var home = await TelegramHome.StartAsync(_time, s_watchful);
        await home.InviteAsync(home.Bob, "operator");
        var (ann, bob) = (home.Chat, home.Bob.ChatWith(home.Bot));
        await bob.AsksAsync("/mute all for=3d", "You get no new alert about all claws until ");
        foreach (var claw in new[] { "alice", "bob", "carol" })
        {
            await home.DoAsync($"/deploy {claw}", $"{claw} is deployed");
            await ann.AsksAsync($"/label {claw} tier=prod", "tier=prod");
        }

        await ann.AsksAsync("/maintenance tier=prod now 2h", "tier=prod is in maintenance from ");
        foreach (var claw in new[] { "alice", "bob", "carol" })
            await home.DoAsync($"/sandbox break {claw} gateway", $"{claw}: gateway is broken now");
        await TroubleAsync(home, claws: 3);
        ann.Look().ShouldNotContain("🔴");

        await ann.AsksAsync("/maintenance end tier=prod", "🔴 3 claws are in trouble at once");
        ann.Last.Text.ShouldContain("alice, bob, carol");
        await ann.AsksAsync("/mute carol", "You get no new alert about carol until ");
        _time.Skip(TimeSpan.FromHours(6));
        await ann.EndsWithAsync("⏰ 3 claws are still in trouble since ");
        await ann.PressesAsync("Ack all");
        await ann.ShowsAsync("🟡 3 claws are in trouble at once; somebody sees to it");

        ann.Holding("⏰").Count.ShouldBe(1, ann.Look());
        bob.Look().ShouldNotContain("in trouble");
    }

    /// <summary>Waits until so many claws are in trouble, sweep by sweep.</summary>
    private static async Task TroubleAsync(TelegramHome home, int claws)
    {
        var (sweeps, alerts) = (home.Parent.Get<SweepSignal>(), home.Parent.Get<IAlertStore>());
        while (true)
        {
            var next = sweeps.Next;
            var situation = await alerts.ReadSituationAsync(CancellationToken.None);
            if (situation.Incidents.Count == claws)
                return;
            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
