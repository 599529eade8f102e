using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

/// <summary>Which probe is a claw's last, and which come into its history.</summary>
public sealed class ProbeRowsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly TestStore _store = new();

    private IFleetStore Fleet => _store.Fleet;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_newest_probe_is_the_last_one_whatever_the_order_of_arrival()
    {
        var (old, newest) = (Some.Probe(Alice), Some.BadProbe(Alice, Some.Moment.AddMinutes(2)));
        await Fleet.CommitAsync(new FleetChange { Probes = [Some.Probe(Some.ClawName()), newest, old] }, None);

        var last = await Fleet.ListLastProbesAsync(None);

        last.Count.ShouldBe(2);
        (last[Alice].At, last[Alice].Verdict.Kind).ShouldBe((newest.At, newest.Verdict.Kind));
        (await Fleet.ListProbesAsync(Alice, 9, None)).Select(probe => probe.At).ShouldBe([newest.At, old.At]);
        (await Fleet.ListProbesAsync(Alice, 1, None)).Single().At.ShouldBe(newest.At);
    }

    [Fact]
    public async Task The_last_probes_follow_each_new_one()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            var probe = Some.Probe(Alice, Some.Moment.AddMinutes(minute));
            await Fleet.CommitAsync(new FleetChange { Probes = [probe] }, None);

            (await Fleet.ListLastProbesAsync(None))[Alice].At.ShouldBe(probe.At);
        }
    }

    [Fact]
    public async Task History_keeps_a_probe_where_the_verdict_changed_and_one_every_quarter_of_an_hour()
    {
        for (var minute = 0; minute <= 33; minute++)
        {
            var at = Some.Moment.AddMinutes(minute);
            var probe = minute == 20 ? Some.BadProbe(Alice, at) : Some.Probe(Alice, at);
            await Fleet.CommitAsync(new FleetChange { Probes = [probe] }, None);
        }

        var kept = await Fleet.ListProbesAsync(Alice, 99, None);

        kept.Select(probe => (probe.At - Some.Moment).TotalMinutes).ShouldBe([33, 21, 20, 15, 0]);
        kept.Select(probe => probe.Report is not null).ShouldBe([true, true, true, false, true]);
    }
}
