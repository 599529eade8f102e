using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>One sweep: looks at every claw that stands still on a machine, many at once, then keeps what was seen.</summary>
/// <remarks>
/// Busy claws are their operation's; a parked one gets its <see cref="VerdictKind.Parked"/> once. First all looks, then all
/// writes: only the whole tells a claw in trouble from a parent without a network.
/// </remarks>
public sealed partial class FleetSweep(
    IFleetStore store, IClawProbe probe, IOptions<WatchOptions> options, TimeProvider time, ILogger<FleetSweep> logger)
{
    /// <summary>Sweeps once.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.StoreFailed"/>: what was seen could not be kept.</exception>
    public async Task<SweepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var claws = await store.ListClawsAsync(cancellationToken);
        var incidents = (await store.ListOpenIncidentsAsync(cancellationToken)).ToDictionary(incident => incident.Claw);
        var looks = await LookAsync(claws, cancellationToken);
        var isAllUnreachable = looks.Count > 1 && looks.All(look => look.Probe.Verdict.Kind == VerdictKind.Unreachable);
        if (isAllUnreachable)
        {
            looks = [.. looks.Select(look => look with { Probe = OneCause(look.Probe, looks.Count) })];
            LogAllUnreachable(looks.Count);
        }

        var (dropped, opened, closed) = (0, 0, 0);
        foreach (var look in looks)
        {
            if (!await IsStillTrueAsync(look.Claw, cancellationToken))
            {
                dropped++;
                continue;
            }

            var change = await KeepAsync(look.Probe, incidents.GetValueOrDefault(look.Claw.Name), cancellationToken);
            opened += change is { Event: not null, Incident.ClosedAt: null } ? 1 : 0;
            closed += change is { Incident.ClosedAt: not null } ? 1 : 0;
        }

        await MarkParkedAsync(claws, cancellationToken);
        closed += await AbandonAsync(claws, incidents.Values, cancellationToken);
        return new SweepOutcome(
            looks.Count, looks.Count(look => look.Probe.Verdict.IsBad), dropped, opened, closed, isAllUnreachable);
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

    private async Task<bool> IsStillTrueAsync(Claw seen, CancellationToken cancellationToken) =>
        await store.FindClawAsync(seen.Name, cancellationToken) is { } now
        && StandsOnMachine(now)
        && now.Spec!.Generation == seen.Spec!.Generation
        && now.Address!.Equals(seen.Address);

    private async Task<IncidentChange?> KeepAsync(Probe seen, Incident? open, CancellationToken cancellationToken)
    {
        var before = await store.ListProbesAsync(seen.Claw, Incidents.ProbesNeeded, cancellationToken);
        var change = Incidents.After(open, [seen, .. before]);
        await CommitAsync(change, [seen], cancellationToken);
        return change;
    }

    private async Task MarkParkedAsync(IReadOnlyList<Claw> claws, CancellationToken cancellationToken)
    {
        var last = await store.ListLastProbesAsync(cancellationToken);
        foreach (var claw in claws.Where(claw => claw.State == ClawState.Parked))
        {
            if (last.GetValueOrDefault(claw.Name)?.Verdict.Kind != VerdictKind.Parked)
                await CommitAsync(change: null, [await probe.ProbeAsync(claw, cancellationToken)], cancellationToken);
        }
    }

    private async Task<int> AbandonAsync(
        IReadOnlyList<Claw> claws, IReadOnlyCollection<Incident> open, CancellationToken cancellationToken)
    {
        var kept = claws.Where(claw => claw.State != ClawState.Destroyed).Select(claw => claw.Name).ToHashSet();
        var abandoned = open.Where(incident => !kept.Contains(incident.Claw)).ToList();
        foreach (var incident in abandoned)
            await CommitAsync(Incidents.Abandon(incident, time.GetUtcNow()), [], cancellationToken);

        return abandoned.Count;
    }

    private async Task CommitAsync(IncidentChange? change, IReadOnlyList<Probe> probes, CancellationToken cancellationToken)
    {
        await store.CommitAsync(
            new FleetChange
            {
                Probes = [.. probes],
                Incidents = change is null ? [] : [change.Incident],
                Events = change?.Event is { } told ? [told] : [],
            },
            cancellationToken);
        if (change?.Event is { } news)
            LogIncident(change.Incident.Claw, news.Text);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Claw}: {News}")]
    private partial void LogIncident(ClawName claw, string news);

    [LoggerMessage(Level = LogLevel.Error, Message = "None of {Count} claws can be reached: the parent's own network?")]
    private partial void LogAllUnreachable(int count);

    private sealed record Look(Claw Claw, Probe Probe);
}
