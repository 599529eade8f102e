using ParentClaw.FleetOps.Health;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Health;

/// <content>What a sweep tells people.</content>
public sealed partial class FleetSweepTests
{
    [Fact]
    public async Task An_incident_is_told_when_it_opens_and_not_again_while_it_lasts()
    {
        await KeepAsync(Some.RunningClaw());
        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Bad));
        await SweepAsync();
        _alerts.Take().ShouldBeEmpty();
        await SweepAsync();
        _alerts.Take().ShouldHaveSingleItem().Text.ShouldContain("telegram");
        await SweepAsync();
        _alerts.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_wants_to_hear_of_is_not_told()
    {
        _options.AlertOnDegraded = false;
        var claw = await KeepAsync(Some.RunningClaw());
        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Bad));
        await SweepAsync();
        await SweepAsync();

        _alerts.Take().ShouldBeEmpty();
        (await _store.Fleet.ListIncidentsAsync(claw.Name, 1, CancellationToken.None)).ShouldHaveSingleItem();
    }
}
