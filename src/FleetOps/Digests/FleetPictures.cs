using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Digests;

/// <summary>Takes pictures of the fleet, from the store alone: nothing is asked of machines or the cloud.</summary>
public sealed class FleetPictures(
    IFleetStore store, IAlertStore alerts, IDigestStore digests, RetiredDisks retired, AppLayers layers,
    TimeProvider time)
{
    /// <summary>Takes one.</summary>
    /// <param name="since">What happened after this is in it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<FleetPicture> TakeAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var probes = await store.ListLastProbesAsync(cancellationToken);
        var levels = await digests.ListDiskLevelsAsync(now - DiskForecast.Back, cancellationToken);
        return new FleetPicture(since, now)
        {
            Claws = await store.ListClawsAsync(cancellationToken),
            Probes = probes,
            Operations = await digests.ListOperationsSinceAsync(since, cancellationToken),
            Incidents = await alerts.ListIncidentsAsync(since, cancellationToken),
            AppLayer = layers.Current,
            RestorePoints = await digests.ListNewestRestorePointsAsync(cancellationToken),
            FullIn = levels.Select(some => (Claw: some.Key, In: DiskForecast.FullIn([.. some, .. Now(some.Key)])))
                .Where(one => one.In is not null)
                .ToImmutableDictionary(one => one.Claw, one => one.In!.Value),
            Pairings = probes.Values.Where(probe => probe.Report?.PendingPairings > 0)
                .ToImmutableDictionary(probe => probe.Claw, probe => probe.Report!.PendingPairings!.Value),
            Retired = retired.Last,
        };

        IEnumerable<DiskLevel> Now(ClawName claw) =>
            probes.GetValueOrDefault(claw) is { Report.DiskPercent: { } percent } last
                && last.At > levels[claw].Last().At
                ? [new DiskLevel(last.At, percent)]
                : [];
    }
}
