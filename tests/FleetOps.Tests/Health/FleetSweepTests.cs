using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed partial class FleetSweepTests : IDisposable
{
    private const string Well = """{"gateway":{"healthz":true,"readyz":true}}""";
    private const string Bad = """{"gateway":{"healthz":true,"readyz":false,"failing":["telegram"]}}""";

    private readonly ManualTime _time = new();
    private readonly TestStore _store;
    private readonly ScriptedShell _shell = new();
    private readonly WatchOptions _options = new();

    private readonly SweepSignal _signal = new();
    private readonly Alerts _alerts;

    public FleetSweepTests()
    {
        _store = new TestStore(time: _time);
        _alerts = new Alerts(Options.Create(_options));
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task It_looks_at_claws_that_stand_still_on_a_machine_and_at_no_other()
    {
        var running = await KeepAsync(Some.RunningClaw());
        var failed = await KeepAsync(Some.FailedClaw());
        foreach (var state in Enum.GetValues<ClawState>().Except([ClawState.Running, ClawState.Failed]))
            await KeepAsync(Some.RunningClaw() with { State = state });
        await KeepAsync(Some.FailedClaw() with { Address = null });
        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Well));

        (await SweepAsync()).Looked.ShouldBe(2);

        _shell.Ran.Select(run => run.Target.Claw).ShouldBe([running.Name, failed.Name], ignoreOrder: true);
        _shell.Lines.ShouldAllBe(line => line == "/opt/claw/lifecycle/probe.sh --json");
    }

    [Fact]
    public async Task A_parked_claw_is_noted_once_without_a_look()
    {
        var parked = await KeepAsync(Some.RunningClaw() with { State = ClawState.Parked });
        await SweepAsync();
        await SweepAsync();
        var probe = (await _store.Fleet.ListProbesAsync(parked.Name, 10, CancellationToken.None))
            .ShouldHaveSingleItem();
        probe.Verdict.Kind.ShouldBe(VerdictKind.Parked);
        _shell.Ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_bad_sweeps_open_an_incident_and_two_good_ones_close_it()
    {
        var claw = await KeepAsync(Some.RunningClaw());
        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Bad));
        (await SweepAsync()).ShouldBe(new SweepOutcome(1, 1, 0, 0, 0, IsAllUnreachable: false));
        (await SweepAsync()).Opened.ShouldBe(1);
        var open = await _store.Fleet.ListOpenIncidentsAsync(CancellationToken.None);
        open.ShouldHaveSingleItem().Worst.Kind.ShouldBe(VerdictKind.Degraded);
        (await SweepAsync()).Opened.ShouldBe(0);

        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Well));
        (await SweepAsync()).Closed.ShouldBe(0);
        (await SweepAsync()).Closed.ShouldBe(1);
        (await _store.Fleet.ListOpenIncidentsAsync(CancellationToken.None)).ShouldBeEmpty();
        var told = await _store.Fleet.ListEventsAsync(claw.Name, 10, CancellationToken.None);
        told.Select(line => line.Text).ShouldBe(
        [
            $"{claw.Name} is well again after 3 min of Degraded: readyz: telegram.",
            $"{claw.Name} is in trouble: Degraded: readyz: telegram.",
        ]);
    }

    [Theory]
    [InlineData(ClawState.Upgrading, 1)]
    [InlineData(ClawState.Running, 2)]
    public async Task A_look_at_a_claw_that_became_busy_or_moved_meanwhile_is_dropped(ClawState state, int generation)
    {
        var claw = await KeepAsync(Some.RunningClaw());
        _shell.On("/opt/claw/lifecycle/probe.sh", async _ =>
        {
            await KeepAsync(claw with { State = state, Spec = claw.Spec! with { Generation = generation } });
            return ScriptedShell.Says(Bad);
        });

        (await SweepAsync()).Dropped.ShouldBe(1);
        (await _store.Fleet.ListProbesAsync(claw.Name, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task As_many_claws_as_the_option_says_are_looked_at_at_once()
    {
        _options.Concurrency = 3;
        for (var i = 0; i < 7; i++)
            await KeepAsync(Some.RunningClaw());
        var (now, most) = (0, 0);
        var full = new TaskCompletionSource();
        _shell.On("/opt/claw/lifecycle/probe.sh", async _ =>
        {
            var at = Interlocked.Increment(ref now);
            InterlockedMax(ref most, at);
            if (at == 3)
                full.TrySetResult();
            await full.Task;
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return ScriptedShell.Says(Well);
        });

        (await SweepAsync()).Looked.ShouldBe(7);
        most.ShouldBe(3);
    }

    [Fact]
    public async Task One_claw_that_answers_nonsense_does_not_hide_the_others()
    {
        var odd = await KeepAsync(Some.RunningClaw());
        var good = await KeepAsync(Some.RunningClaw());
        _shell.On(
            "/opt/claw/lifecycle/probe.sh", target => ScriptedShell.Says(target.Claw == odd.Name ? "bash: no" : Well));
        await SweepAsync();
        var last = await _store.Fleet.ListLastProbesAsync(CancellationToken.None);
        last[odd.Name].Verdict.ToString().ShouldBe("Unknown: probe.sh printed no JSON");
        last[good.Name].Verdict.Kind.ShouldBe(VerdictKind.Healthy);
    }

    [Fact]
    public async Task Where_no_claw_at_all_can_be_reached_the_reason_names_the_one_cause()
    {
        var first = await KeepAsync(Some.RunningClaw());
        var second = await KeepAsync(Some.RunningClaw());
        _shell.On("/opt/claw/lifecycle/probe.sh", NoRoute);
        (await SweepAsync()).IsAllUnreachable.ShouldBeTrue();
        await SweepAsync();
        (await _store.Fleet.ListOpenIncidentsAsync(CancellationToken.None)).Select(incident => incident.Last.ToString())
            .ShouldBe(Enumerable.Repeat(
                "Unreachable: all 2 claws at once: look at the parent's own network first; no connection", 2));

        _shell.On(
            "/opt/claw/lifecycle/probe.sh",
            target => target.Claw == first.Name ? ScriptedShell.Says(Well) : NoRoute(target));
        (await SweepAsync()).IsAllUnreachable.ShouldBeFalse();
        (await _store.Fleet.ListLastProbesAsync(CancellationToken.None))[second.Name].Verdict.ToString()
            .ShouldBe("Unreachable: no connection");
    }

    [Fact]
    public async Task An_incident_of_a_claw_that_was_destroyed_is_closed()
    {
        var claw = await KeepAsync(Some.RunningClaw());
        _shell.On("/opt/claw/lifecycle/probe.sh", ScriptedShell.Says(Bad));
        await SweepAsync();
        await SweepAsync();
        await KeepAsync(claw with { State = ClawState.Destroyed, Spec = null, Address = null });
        (await SweepAsync()).Closed.ShouldBe(1);
        (await _store.Fleet.ListOpenIncidentsAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    private async Task<Claw> KeepAsync(Claw claw)
    {
        var stored = await _store.Fleet.FindClawAsync(claw.Name, CancellationToken.None);
        var change = new FleetChange { Claw = claw with { Version = stored?.Version ?? 0 } };
        return (await _store.Fleet.CommitAsync(change, CancellationToken.None)).Claw!;
    }

    private async Task<SweepOutcome> SweepAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        var targets = new ClawTargets(Options.Create(new RemoteOptions()));
        var probe = new ClawProbe(_shell, targets, _time, NullLogger<ClawProbe>.Instance);
        var sweep = new FleetSweep(
            _store.Fleet, _store.Get<IAlertStore>(), probe, _alerts, _signal, Options.Create(_options), _time,
            NullLogger<FleetSweep>.Instance);
        return await sweep.RunAsync(CancellationToken.None);
    }

    private static RemoteResult NoRoute(RemoteTarget target) =>
        throw new FleetException(FailureReason.Unreachable, "no route");

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
