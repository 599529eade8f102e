using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class StoreUpkeepTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly ManualTime _time = new(Some.Moment);
    private readonly TestStore _store;

    public StoreUpkeepTests() => _store = new TestStore(time: _time, configuration: ("Storage:HistoryDays", "3"));

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Upkeep_forgets_what_is_older_than_the_configured_days()
    {
        await _store.Fleet.CommitAsync(new FleetChange { Probes = [Some.Probe(Alice)] }, None);
        _time.Advance(TimeSpan.FromDays(3));
        await _store.Get<StoreUpkeep>().RunAsync(None);
        (await _store.Fleet.ListProbesAsync(Alice, 9, None)).ShouldNotBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.Get<StoreUpkeep>().RunAsync(None);

        (await _store.Fleet.ListProbesAsync(Alice, 9, None)).ShouldBeEmpty();
        (await _store.Fleet.ListLastProbesAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgetting_history_spares_what_is_younger_what_lasts_and_the_events()
    {
        var (before, after) = (Some.Moment.AddDays(-1), Some.Moment);
        await _store.Fleet.CommitAsync(
            new FleetChange
            {
                Probes = [Some.Probe(Alice, before), Some.Probe(Alice, after)],
                RungAttempts = [Some.RungAttempt(Alice, before), Some.RungAttempt(Alice, after)],
                Incidents =
                [
                    Some.Incident(Alice) with { OpenedAt = before, ClosedAt = before },
                    Some.Incident(Alice) with { OpenedAt = before, ClosedAt = after },
                    Some.Incident(Alice) with { OpenedAt = before },
                ],
                Events = [Some.Event(Alice, before)],
            },
            None);

        await _store.Fleet.ForgetBeforeAsync(after, None);

        (await _store.Fleet.ListProbesAsync(Alice, 9, None)).Single().At.ShouldBe(after);
        (await _store.Fleet.ListRungAttemptsAsync(Alice, before, None)).Single().At.ShouldBe(after);
        var incidents = await _store.Fleet.ListIncidentsAsync(Alice, 9, None);
        incidents.Select(incident => incident.ClosedAt).ShouldBe([null, after], ignoreOrder: true);
        (await _store.Fleet.ListEventsAsync(Alice, 9, None)).Count.ShouldBe(1);
    }
}
