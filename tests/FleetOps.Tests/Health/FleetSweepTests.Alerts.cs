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

    [Fact]
    public async Task In_maintenance_nobody_is_alarmed_and_what_is_still_wrong_at_its_end_is_told_then()
    {
        var claw = await KeepAsync(Some.RunningClaw());
        var maintenance = new Silence
        {
            Kind = SilenceKind.Maintenance, Claw = claw.Name, By = "Marvin",
            From = _time.GetUtcNow(), Until = _time.GetUtcNow().AddMinutes(4),
        };
        await _store.Fleet.CommitAsync(new() { Silences = [maintenance] }, CancellationToken.None);
        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Bad));
        for (var minute = 1; minute < 4; minute++)
            await SweepAsync();
        _alerts.Take().ShouldBeEmpty();

        await SweepAsync();
        _alerts.Take().ShouldHaveSingleItem().Text.ShouldContain("is in trouble");
        await SweepAsync();
        _alerts.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task Trouble_that_is_back_soon_continues_its_incident_in_the_store()
    {
        var claw = await KeepAsync(Some.RunningClaw());
        foreach (var (seen, times) in new[] { (Bad, 2), (Well, 2), (Bad, 2) })
        {
            _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(seen));
            for (var i = 0; i < times; i++)
                await SweepAsync();
        }

        var only = (await _store.Fleet.ListIncidentsAsync(claw.Name, 9, CancellationToken.None)).ShouldHaveSingleItem();
        (only.ClosedAt, only.Reopened).ShouldBe((null, 1));
    }
}
