using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

/// <summary>What stands beside claw and operation in a change, and that a change is one transaction.</summary>
public sealed class FleetChangeTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly TestStore _store = new();

    private IFleetStore Fleet => _store.Fleet;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task All_of_a_change_is_there_afterwards()
    {
        var change = FullChange();

        await Fleet.CommitAsync(change, None);

        (await Fleet.FindClawAsync(Alice, None)).ShouldNotBeNull();
        (await Fleet.ListOpenOperationsAsync(None)).Single().Id.ShouldBe(change.Operation!.Id);
        (await Fleet.ListRestorePointsAsync(Alice, None)).ShouldBe(change.RestorePoints);
        (await Fleet.ListRungAttemptsAsync(Alice, Some.Moment, None)).ShouldBe(change.RungAttempts);
        (await Fleet.ListEventsAsync(Alice, 9, None)).ShouldBe(change.Events);
        (await Fleet.FindSettingAsync("colour", None)).ShouldBe("red");
        (await Fleet.ListIncidentsAsync(Alice, 9, None)).Single().Id.ShouldBe(1);
        ShouldBeSame((await Fleet.ListProbesAsync(Alice, 9, None)).Single(), change.Probes[0]);
    }

    [Fact]
    public async Task Nothing_of_a_change_is_kept_where_its_last_part_is_refused()
    {
        var change = FullChange() with { ForgottenClaw = Some.RunningClaw() with { Version = 3 } };

        await Should.ThrowAsync<FleetException>(() => Fleet.CommitAsync(change, None));

        (await Fleet.ListClawsAsync(None)).ShouldBeEmpty();
        (await Fleet.ListOpenOperationsAsync(None)).ShouldBeEmpty();
        (await Fleet.ListRestorePointsAsync(Alice, None)).ShouldBeEmpty();
        (await Fleet.ListRungAttemptsAsync(Alice, Some.Moment, None)).ShouldBeEmpty();
        (await Fleet.ListEventsAsync(null, 9, None)).ShouldBeEmpty();
        (await Fleet.FindSettingAsync("colour", None)).ShouldBeNull();
        (await Fleet.ListIncidentsAsync(Alice, 9, None)).ShouldBeEmpty();
        (await Fleet.ListLastProbesAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgetting_a_claw_takes_its_probes_and_restore_points_and_leaves_its_events()
    {
        var committed = await Fleet.CommitAsync(FullChange(), None);

        await Fleet.CommitAsync(new FleetChange { ForgottenClaw = committed.Claw }, None);

        (await Fleet.FindClawAsync(Alice, None)).ShouldBeNull();
        (await Fleet.ListProbesAsync(Alice, 9, None)).ShouldBeEmpty();
        (await Fleet.ListLastProbesAsync(None)).ShouldBeEmpty();
        (await Fleet.ListRestorePointsAsync(Alice, None)).ShouldBeEmpty();
        (await Fleet.ListOpenIncidentsAsync(None)).ShouldBeEmpty();
        (await Fleet.ListEventsAsync(Alice, 9, None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_writes_and_forgets_the_same_claw_is_a_bug()
    {
        var claw = Some.RunningClaw();

        await Should.ThrowAsync<ArgumentException>(
            () => Fleet.CommitAsync(new FleetChange { Claw = claw, ForgottenClaw = claw }, None));
    }

    [Fact]
    public async Task An_incident_is_opened_under_a_number_and_closed_under_it()
    {
        var opened = (await CommitAsync(Some.Incident(Alice)))[0];
        var other = (await CommitAsync(Some.Incident(Some.ClawName())))[0];
        opened.Id.ShouldNotBe(other.Id);

        await CommitAsync(opened with { ClosedAt = Some.Moment.AddHours(1), Last = new Verdict(VerdictKind.Healthy) });

        (await Fleet.ListOpenIncidentsAsync(None)).Single().Id.ShouldBe(other.Id);
        var closed = (await Fleet.ListIncidentsAsync(Alice, 9, None)).Single();
        closed.ClosedAt.ShouldBe(Some.Moment.AddHours(1));
        closed.Worst.ToString().ShouldBe(opened.Worst.ToString());
        closed.Last.ToString().ShouldBe("Healthy");
        (closed with { ClosedAt = null, Worst = opened.Worst, Last = opened.Last }).ShouldBe(opened);
    }

    [Fact]
    public async Task A_restore_point_that_is_there_is_left_and_a_dropped_one_is_gone()
    {
        var point = Some.RestorePoint(Alice);
        await Fleet.CommitAsync(new FleetChange { RestorePoints = [point] }, None);
        await Fleet.CommitAsync(new FleetChange { RestorePoints = [point with { Why = "again" }] }, None);
        (await Fleet.ListRestorePointsAsync(Alice, None)).ShouldBe([point]);

        await Fleet.CommitAsync(new FleetChange { DroppedRestorePoints = [point.Id] }, None);

        (await Fleet.ListRestorePointsAsync(Alice, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_are_listed_newest_first_and_at_one_moment_in_the_order_of_their_coming()
    {
        FleetEvent[] events = [Some.Event(Alice), Some.Event(), Some.Event(Alice, Some.Moment.AddSeconds(-1))];
        await Fleet.CommitAsync(new FleetChange { Events = [.. events] }, None);

        (await Fleet.ListEventsAsync(null, 9, None)).ShouldBe([events[1], events[0], events[2]]);
        (await Fleet.ListEventsAsync(Alice, 9, None)).ShouldBe([events[0], events[2]]);
        (await Fleet.ListEventsAsync(null, 1, None)).ShouldBe([events[1]]);
    }

    [Fact]
    public async Task A_setting_is_written_over_and_deleted_by_null()
    {
        await SetAsync("red");
        await SetAsync("green");
        (await Fleet.FindSettingAsync("colour", None)).ShouldBe("green");

        await SetAsync(null);

        (await Fleet.FindSettingAsync("colour", None)).ShouldBeNull();

        Task SetAsync(string? value) => Fleet.CommitAsync(
            new FleetChange { Settings = ImmutableSortedDictionary<string, string?>.Empty.Add("colour", value) }, None);
    }

    private static FleetChange FullChange() => new()
    {
        Claw = Some.RunningClaw() with { Name = Alice },
        Operation = Some.Operation(Alice),
        RestorePoints = [Some.RestorePoint(Alice)],
        Probes = [Some.BadProbe(Alice)],
        Incidents = [Some.Incident(Alice)],
        RungAttempts = [Some.RungAttempt(Alice)],
        Events = [Some.Event(Alice)],
        Settings = ImmutableSortedDictionary<string, string?>.Empty.Add("colour", "red"),
    };

    private static void ShouldBeSame(Probe probe, Probe expected)
    {
        (probe.Claw, probe.At, probe.Verdict.Kind).ShouldBe((expected.Claw, expected.At, expected.Verdict.Kind));
        probe.Verdict.Reasons.ShouldBe(expected.Verdict.Reasons);
        probe.Report!.Failing.ShouldBe(expected.Report!.Failing);
        probe.Report.Errors.ShouldBe(expected.Report.Errors);
        (probe.Report with { Failing = [], Errors = [] }).ShouldBe(expected.Report with { Failing = [], Errors = [] });
    }

    private async Task<ImmutableList<Incident>> CommitAsync(Incident incident) =>
        (await Fleet.CommitAsync(new FleetChange { Incidents = [incident] }, None)).Incidents;
}
