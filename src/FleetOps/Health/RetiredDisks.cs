using System.Collections.Immutable;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// The data disks that are kept though no machine uses them for good: those replaced by a rollback. They cost money, so
/// <c>/fleet</c> shows them; it reads the last listing, so that its answer never waits for the cloud.
/// </summary>
public sealed class RetiredDisks(ICloud cloud, IFleetStore store, TimeProvider time)
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(10); // prices and disks change by the day

    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;

    /// <summary>The last listing; empty before the first.</summary>
    public RetiredDiskList Last { get; private set; } = new([], PriceOfEach: null);

    /// <summary>Asks the cloud, but at most every ten minutes.</summary>
    /// <exception cref="FleetException">The cloud could not be asked; the last listing stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _refreshAt)
            return;

        _refreshAt = now + RefreshEvery;
        var disks = (await cloud.ListDisksAsync(claw: null, cancellationToken)).Where(disk => disk.IsRetired).ToImmutableList();
        Last = new RetiredDiskList(disks, disks.IsEmpty ? null : await FindPriceAsync(cancellationToken));
    }

    private async Task<decimal?> FindPriceAsync(CancellationToken cancellationToken)
    {
        // The price list is asked by machine size; that of a data disk is the same for each.
        var claws = await store.ListClawsAsync(cancellationToken);
        var size = claws.Select(claw => claw.Spec?.Size).FirstOrDefault(size => size is not null);
        return size is null ? null : (await cloud.FindPricesAsync(size, cancellationToken))?.DataDisk;
    }
}

/// <summary>A listing of retired disks.</summary>
/// <param name="Disks">The disks.</param>
/// <param name="PriceOfEach">What one costs a month in US dollars; null where unknown.</param>
public sealed record RetiredDiskList(ImmutableList<CloudDisk> Disks, decimal? PriceOfEach);
