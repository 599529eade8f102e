using System.Globalization;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Which machine sizes the region offers and the core quota admits.</summary>
internal sealed class AzureSizes(AzureScope scope, AzureActs acts, TimeProvider time) : IDisposable
{
    // The list has hundreds of entries and changes by the week.
    private static readonly TimeSpan ListLife = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _oneReads = new(1);
    private (IReadOnlyDictionary<string, OfferedSize> Sizes, DateTimeOffset ReadAt)? _offered;

    public void Dispose() => _oneReads.Dispose();

    internal async Task<string> ChooseAsync(Profile profile, MachineName? replaces, CancellationToken cancellationToken)
    {
        var refusals = new List<SizeRefusal>();
        foreach (var size in scope.Options.Sizes.Of(profile))
        {
            if (await RefusalAsync(size, replaces, cancellationToken) is not { } refusal)
                return size;

            refusals.Add(refusal);
        }

        throw new FleetException(
            refusals.Exists(refusal => refusal.Reason is FailureReason.QuotaExceeded)
                ? FailureReason.QuotaExceeded
                : FailureReason.CapacityUnavailable,
            $"No size for a {profile.ToString().ToLowerInvariant()} machine: "
            + string.Join(" ", refusals.Select(refusal => refusal.Why)));
    }

    /// <summary>Why a machine of this size cannot be made now; null where it can.</summary>
    internal async Task<SizeRefusal?> RefusalAsync(
        string size, MachineName? replaces, CancellationToken cancellationToken)
    {
        var offered = await OfferedAsync(cancellationToken);
        if (!offered.TryGetValue(size, out var wanted))
            return new(FailureReason.CapacityUnavailable, $"{size} is not offered in {scope.Options.Location}.");

        if (wanted.IsRestricted)
            return new(
                FailureReason.CapacityUnavailable,
                $"{size} is closed to this subscription in {scope.Options.Location}.");

        var leaving = replaces is null ? null : await LeavingAsync(replaces, offered, cancellationToken);
        foreach (var usage in await UsagesAsync(cancellationToken))
        {
            var isTotal = usage.Name == "cores";
            if (!isTotal && !string.Equals(usage.Name, wanted.Family, StringComparison.OrdinalIgnoreCase))
                continue;

            var freed = leaving is not null && (isTotal || leaving.Family == wanted.Family) ? leaving.Cores : 0;
            if (usage.Used - freed + wanted.Cores > usage.Limit)
                return new(
                    FailureReason.QuotaExceeded,
                    $"{size} needs {wanted.Cores} cores, but {usage.Used - freed} of {usage.Limit} {usage.Title}"
                    + " are in use.");
        }

        return null;
    }

    private async Task<OfferedSize?> LeavingAsync(
        MachineName machine, IReadOnlyDictionary<string, OfferedSize> offered, CancellationToken cancellationToken)
    {
        var found = await acts.RunAsync(
            $"looking at {machine}",
            token => AzureActs.OrNullAsync(async () =>
                await scope.Arm.GetVirtualMachineResource(scope.Id(AzureScope.MachineType, machine.ToString()))
                    .GetAsync(cancellationToken: token)),
            cancellationToken);
        return found?.Value.Data.HardwareProfile?.VmSize is { } size
            ? offered.GetValueOrDefault(size.ToString())
            : null;
    }

    private Task<List<CoreUsage>> UsagesAsync(CancellationToken cancellationToken) =>
        acts.RunAsync(
            "reading the core quota",
            async token =>
            {
                var usages = new List<CoreUsage>();
                await foreach (var usage in scope.Subscription.GetUsagesAsync(scope.Location, token))
                {
                    var title = usage.Name.LocalizedValue ?? usage.Name.Value;
                    usages.Add(new(usage.Name.Value, title, usage.CurrentValue, usage.Limit));
                }

                return usages;
            },
            cancellationToken);

    private async Task<IReadOnlyDictionary<string, OfferedSize>> OfferedAsync(CancellationToken cancellationToken)
    {
        await _oneReads.WaitAsync(cancellationToken);
        try
        {
            if (_offered is { } known && time.GetUtcNow() - known.ReadAt < ListLife)
                return known.Sizes;

            var sizes = await acts.RunAsync("listing machine sizes", ReadOfferedAsync, cancellationToken);
            _offered = (sizes, time.GetUtcNow());
            return sizes;
        }
        finally
        {
            _oneReads.Release();
        }
    }

    private async Task<IReadOnlyDictionary<string, OfferedSize>> ReadOfferedAsync(CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, OfferedSize>(StringComparer.OrdinalIgnoreCase);
        await foreach (var sku in scope.Subscription.GetComputeResourceSkusAsync(
            $"location eq '{scope.Options.Location}'", cancellationToken: cancellationToken))
        {
            if (sku.ResourceType == "virtualMachines")
                sizes[sku.Name] = new(
                    sku.Family,
                    CoresOf(sku),
                    sku.Restrictions.Any(one => one.RestrictionsType == ComputeResourceSkuRestrictionsType.Location));
        }

        return sizes;
    }

    private static int CoresOf(ComputeResourceSku sku) =>
        int.TryParse(
            sku.Capabilities.FirstOrDefault(capability => capability.Name == "vCPUs")?.Value,
            CultureInfo.InvariantCulture,
            out var cores)
            ? cores
            : 0;

    private sealed record OfferedSize(string Family, int Cores, bool IsRestricted);

    private sealed record CoreUsage(string Name, string Title, long Used, long Limit);
}

/// <summary>Why a size cannot be had.</summary>
internal sealed record SizeRefusal(FailureReason Reason, string Why);
