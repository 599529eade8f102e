using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// One sweep: looks at every claw that stands still on a machine, many at once, then keeps what was seen.
/// </summary>
/// <remarks>
/// Busy claws are their operation's; a parked one gets its <see cref="VerdictKind.Parked"/> once. First all looks, then
/// all writes: only the whole tells a claw in trouble from a parent without a network.
/// </remarks>
public sealed partial class FleetSweep(
    IFleetStore store, IAlertStore known, IClawProbe probe, Alerts alerts, SweepSignal signal,
    IOptions<WatchOptions> options, TimeProvider time, ILogger<FleetSweep> logger)
{
    // A transaction each would write a thousand times to the disk; one for all would keep operations waiting.
    private const int KeptAtOnce = 50;

    /// <summary>Sweeps once.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: what was seen could not be kept.
    /// </exception>
    public async Task<SweepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        using var span = FleetTelemetry.Sweep();
        var claws = await store.ListClawsAsync(cancellationToken);
        var incidents = await NewestIncidentsAsync(cancellationToken);
        var looks = await LookAsync(claws, cancellationToken);
        var isAllUnreachable = looks.Count > 1 && looks.All(look => look.Probe.Verdict.Kind == VerdictKind.Unreachable);
        if (isAllUnreachable)
        {
            looks = [.. looks.Select(look => look with { Probe = OneCause(look.Probe, looks.Count) })];
            LogAllUnreachable(looks.Count);
        }

        var silences = await ReadSilencesAsync(claws, cancellationToken);
        alerts.Release(claw => silences.Maintenance(claw) is not null);
        var commit = new SweepCommit(store, alerts, silences, logger);
        signal.Keeping();
        try
        {
            var outcome = await KeepAsync(claws, looks, incidents, commit, cancellationToken);
            var parked = claws.Where(claw => claw.State == ClawState.Parked).Select(_ => VerdictKind.Parked);
            FleetTelemetry.Seen([.. looks.Select(look => look.Probe.Verdict.Kind), .. parked]);
            span?.Tell(Tags.Claws, outcome.Looked).Tell(Tags.Bad, outcome.Bad).End("ok");
            return outcome with { IsAllUnreachable = isAllUnreachable };
        }
        finally
        {
            signal.Kept();
        }
    }

    private static bool StandsOnMachine(Claw claw) =>
        claw is { State: ClawState.Running or ClawState.Failed, Spec: not null, Address: not null };

    private static Probe OneCause(Probe probe, int count) => probe with
    {
        Verdict = probe.Verdict with
        {
            Reasons = [$"all {count} claws at once: look at the parent's own network first", .. probe.Verdict.Reasons],
        },
    };

    private async Task<SweepOutcome> KeepAsync(
        IReadOnlyList<Claw> claws, IReadOnlyList<Look> looks, Dictionary<ClawName, Incident> incidents,
        SweepCommit commit, CancellationToken cancellationToken)
    {
        var (dropped, opened, closed) = (0, 0, 0);
        var before = await store.ListLastProbesAsync(cancellationToken);
        foreach (var some in looks.Chunk(KeptAtOnce))
        {
            var seen = await StillTrueAsync(some, cancellationToken);
            var changes = await JudgeAsync(seen, incidents, before, cancellationToken);
            await commit.RunAsync(changes, seen, cancellationToken);
            dropped += some.Length - seen.Count;
            opened += changes.Count(change => change is { Event: not null, Incident.ClosedAt: null });
            closed += changes.Count(change => change.Incident.ClosedAt is not null);
        }

        await MarkParkedAsync(claws, commit, cancellationToken);
        closed += await AbandonAsync(claws, incidents.Values, commit, cancellationToken);
        var bad = looks.Count(look => look.Probe.Verdict.IsBad);
        return new SweepOutcome(looks.Count, bad, dropped, opened, closed, IsAllUnreachable: false);
    }

    // An open one is newer than any that was closed: a claw has one at a time.
    private async Task<Dictionary<ClawName, Incident>> NewestIncidentsAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - options.Value.FlapWindow;
        return (await known.ListIncidentsAsync(since, cancellationToken))
            .GroupBy(incident => incident.Claw)
            .ToDictionary(some => some.Key, some => some.MaxBy(one => one.ClosedAt ?? DateTimeOffset.MaxValue)!);
    }

    private async Task<Silences> ReadSilencesAsync(IReadOnlyList<Claw> claws, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await known.ListSilencesAsync(now, cancellationToken);
        return new Silences(all, claws.ToDictionary(claw => claw.Name), now);
    }

    private async Task<IReadOnlyList<Look>> LookAsync(IReadOnlyList<Claw> claws, CancellationToken cancellationToken)
    {
        var looks = new ConcurrentBag<Look>();
        var atOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.Concurrency,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            claws.Where(StandsOnMachine),
            atOnce,
            async (claw, stop) => looks.Add(new Look(claw, await probe.ProbeAsync(claw, stop))));
        return [.. looks.OrderBy(look => look.Claw.Name)];
    }

    private async Task<IReadOnlyList<Probe>> StillTrueAsync(Look[] looks, CancellationToken cancellationToken)
    {
        var claws = (await store.ListClawsAsync(cancellationToken)).ToDictionary(claw => claw.Name);
        return
        [
            .. looks.Where(look => claws.TryGetValue(look.Claw.Name, out var now) && IsSameMachine(look.Claw, now))
                .Select(look => look.Probe),
        ];
    }

    private static bool IsSameMachine(Claw seen, Claw now) => StandsOnMachine(now)
        && now.Spec!.Generation == seen.Spec!.Generation
        && now.Address!.Equals(seen.Address);

    private async Task<IReadOnlyList<IncidentChange>> JudgeAsync(
        IReadOnlyList<Probe> seen, IReadOnlyDictionary<ClawName, Incident> incidents,
        IReadOnlyDictionary<ClawName, Probe> last, CancellationToken cancellationToken)
    {
        var changes = new List<IncidentChange>();
        foreach (var look in seen)
        {
            // The look before decides, but for one that starts or is unknown: then the history is asked.
            IReadOnlyList<Probe> before = last.TryGetValue(look.Claw, out var one) && Incidents.Counts(one)
                ? [one]
                : await store.ListProbesAsync(look.Claw, Incidents.ProbesNeeded, cancellationToken);
            var newest = incidents.GetValueOrDefault(look.Claw);
            if (Incidents.After(newest, [look, .. before], options.Value.FlapWindow) is { } change)
                changes.Add(change);
        }

        return changes;
    }

    private async Task MarkParkedAsync(
        IReadOnlyList<Claw> claws, SweepCommit commit, CancellationToken cancellationToken)
    {
        var last = await store.ListLastProbesAsync(cancellationToken);
        foreach (var claw in claws.Where(claw => claw.State == ClawState.Parked))
        {
            if (last.GetValueOrDefault(claw.Name)?.Verdict.Kind != VerdictKind.Parked)
                await commit.RunAsync([], [await probe.ProbeAsync(claw, cancellationToken)], cancellationToken);
        }
    }

    private async Task<int> AbandonAsync(
        IReadOnlyList<Claw> claws, IEnumerable<Incident> incidents, SweepCommit commit,
        CancellationToken cancellationToken)
    {
        var kept = claws.Where(claw => claw.State != ClawState.Destroyed).Select(claw => claw.Name).ToHashSet();
        var abandoned = incidents.Where(one => one.ClosedAt is null && !kept.Contains(one.Claw)).ToList();
        foreach (var incident in abandoned)
            await commit.RunAsync([Incidents.Abandon(incident, time.GetUtcNow())], [], cancellationToken);

        return abandoned.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "None of {Count} claws can be reached: the parent's own network?")]
    private partial void LogAllUnreachable(int count);

    private sealed record Look(Claw Claw, Probe Probe);
}
