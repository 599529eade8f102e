using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class AlertStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_situation_has_the_open_incidents_and_those_on_a_card_that_is_not_over()
    {
        var (open, closed, over) = (await OpenAsync(), await OpenAsync(), await OpenAsync());
        var card = new AlertCard("incident:2", Some.Moment, "cause")
        {
            Incidents = [closed.Id], Members = ["telegram:1", "telegram:2"],
        };
        await CommitAsync(new()
        {
            Incidents = [closed with { ClosedAt = Some.Moment }, over with { ClosedAt = Some.Moment }],
            AlertCards = [card, card with { Key = "incident:3", Incidents = [over.Id], IsOver = true }],
            Acknowledgements =
            [
                new(closed.Id, Some.Moment, "Marvin"), new(closed.Id, Some.Moment, "Ford"),
                new(over.Id, Some.Moment, "Ford"),
            ],
        });

        var situation = await _store.Get<IAlertStore>().ReadSituationAsync(None);

        situation.Incidents.Keys.ShouldBe([open.Id, closed.Id]);
        situation.Cards.ShouldHaveSingleItem().ShouldBeEquivalentTo(card);
        situation.Acknowledged.Values.ShouldHaveSingleItem().By.ShouldBe("Marvin");
    }

    [Fact]
    public async Task A_card_that_is_over_is_there_again_with_its_incident()
    {
        var incident = await OpenAsync();
        var card = new AlertCard("incident:1", Some.Moment, "cause") { Incidents = [incident.Id], IsOver = true };
        await CommitAsync(new() { AlertCards = [card] });
        (await _store.Get<IAlertStore>().ReadSituationAsync(None)).Cards.ShouldHaveSingleItem().IsOver.ShouldBeTrue();
    }

    [Fact]
    public async Task A_silence_is_changed_under_its_number_and_gone_from_the_list_once_it_ended()
    {
        var silence = new Silence
        {
            Kind = SilenceKind.Mute, Label = "tier", Member = "telegram:1", By = "Ford",
            From = Some.Moment, Until = Some.Moment.AddHours(2),
        };
        var kept = (await CommitAsync(new() { Silences = [silence] })).Silences[0];
        kept.ShouldBe(silence with { Id = 1 });
        (await SilencesAsync(Some.Moment)).ShouldBe([kept]);
        (await CommitAsync(new() { Silences = [kept with { Until = Some.Moment.AddHours(1) }] })).Silences[0].Id
            .ShouldBe(1);
        (await SilencesAsync(Some.Moment)).ShouldBe([kept with { Until = Some.Moment.AddHours(1) }]);
        (await SilencesAsync(Some.Moment.AddHours(1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Incidents_are_listed_while_open_and_for_a_while_after()
    {
        var (open, late, early) = (await OpenAsync(), await OpenAsync(), await OpenAsync());
        await CommitAsync(new()
        {
            Incidents = [late with { ClosedAt = Some.Moment }, early with { ClosedAt = Some.Moment.AddHours(-1) }],
        });
        var listed = await _store.Get<IAlertStore>().ListIncidentsAsync(Some.Moment.AddMinutes(-1), None);
        listed.Select(incident => incident.Id).ShouldBe([open.Id, late.Id]);
    }

    [Fact]
    public async Task What_ended_long_ago_is_forgotten_and_what_goes_on_is_kept()
    {
        var (old, open) = (await OpenAsync(), await OpenAsync());
        await CommitAsync(new()
        {
            Incidents = [old with { ClosedAt = Some.Moment }],
            Acknowledgements = [new(old.Id, Some.Moment, "Ford"), new(open.Id, Some.Moment, "Ford")],
            AlertCards =
            [
                new("incident:1", Some.Moment, "") { Incidents = [old.Id], IsOver = true },
                new("incident:2", Some.Moment, "") { Incidents = [open.Id] },
            ],
            Probes = [Some.BadProbe(Alice), Some.BadProbe(Alice, Some.Moment.AddDays(2))],
        });

        await _store.Fleet.ForgetBeforeAsync(Some.Moment.AddDays(1), None);

        var alerts = _store.Get<IAlertStore>();
        (await alerts.FindAcknowledgementAsync(old.Id, None)).ShouldBeNull();
        (await alerts.FindAcknowledgementAsync(open.Id, None)).ShouldNotBeNull();
        (await alerts.ReadSituationAsync(None)).Cards.ShouldHaveSingleItem().Key.ShouldBe("incident:2");
        (await _store.Get<IDigestStore>().ListDiskLevelsAsync(Some.Moment, None))[Alice].Count().ShouldBe(1);
    }

    [Fact]
    public async Task Of_the_disks_a_look_every_six_hours_is_kept()
    {
        for (var hour = 0; hour <= 12; hour++)
            await CommitAsync(new() { Probes = [Some.BadProbe(Alice, Some.Moment.AddHours(hour))] });
        var levels = (await _store.Get<IDigestStore>().ListDiskLevelsAsync(Some.Moment, None))[Alice];
        int[] hours = [0, 6, 12];
        levels.ShouldBe(hours.Select(hour => new DiskLevel(Some.Moment.AddHours(hour), 96)));
    }

    [Fact]
    public async Task Of_restore_points_the_newest_of_each_claw_is_known()
    {
        var digests = _store.Get<IDigestStore>();
        (await digests.ListNewestRestorePointsAsync(None)).ShouldBeEmpty();
        var point = Some.RestorePoint(Alice);
        await CommitAsync(new()
        {
            RestorePoints = [point, Some.RestorePoint(Alice) with { TakenAt = Some.Moment.AddDays(-9) }],
        });
        (await digests.ListNewestRestorePointsAsync(None)).ShouldHaveSingleItem().Value.ShouldBe(Some.Moment);
    }

    private async Task<Incident> OpenAsync() =>
        (await CommitAsync(new() { Incidents = [Some.Incident(Some.ClawName())] })).Incidents[0];

    private Task<FleetChange> CommitAsync(FleetChange change) => _store.Fleet.CommitAsync(change, None);

    private Task<IReadOnlyList<Silence>> SilencesAsync(DateTimeOffset endAfter) =>
        _store.Get<IAlertStore>().ListSilencesAsync(endAfter, None);
}
