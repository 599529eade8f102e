using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// List prices from the public Azure Retail Prices API, which asks for no token:
/// https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices.
/// </summary>
internal sealed partial class AzurePrices(AzureOptions options, HttpClient http, TimeProvider time, ILogger logger)
{
    private const decimal HoursAMonth = 730;

    // Ubuntu's marketplace image is smaller than the tier; Azure bills the tier.
    private const int OsDiskGiB = 32;

    // Prices change by the month.
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, (CloudPrices Prices, DateTimeOffset ReadAt)> _known =
        new(StringComparer.Ordinal);

    internal async Task<CloudPrices?> FindAsync(string size, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(size, out var known) && time.GetUtcNow() - known.ReadAt < Life)
            return known.Prices;

        try
        {
            if (await ReadAsync(size, cancellationToken) is not { } prices)
                return null;

            _known[size] = (prices, time.GetUtcNow());
            return prices;
        }
        catch (Exception exception) when (
            exception is HttpRequestException or JsonException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogNone(exception, size); // a deploy does not depend on it: the person is told that no price is known
            return null;
        }
    }

    private async Task<CloudPrices?> ReadAsync(string size, CancellationToken cancellationToken)
    {
        var region = $"armRegionName eq '{options.Location}' and priceType eq 'Consumption'";
        var machine = await LowestAsync(
            $"serviceName eq 'Virtual Machines' and armSkuName eq '{size}' and {region}",
            IsPlainLinux,
            cancellationToken);
        var osDisk = await DiskAsync(options.OsDiskSku, OsDiskGiB, region, cancellationToken);
        var dataDisk = await DiskAsync(options.DataDiskSku, options.DataDiskSizeGiB, region, cancellationToken);
        var address = await LowestAsync(
            "serviceName eq 'Virtual Network' and meterName eq 'Standard IPv4 Static Public IP'"
            + " and priceType eq 'Consumption'",
            item => item.ArmRegionName is "" or "Global" || item.ArmRegionName == options.Location,
            cancellationToken);
        return machine is null || osDisk is null || dataDisk is null || address is null
            ? null
            : new CloudPrices(
                machine.Value * HoursAMonth, osDisk.Value, dataDisk.Value, address.Value * HoursAMonth);
    }

    private async Task<decimal?> DiskAsync(string sku, int sizeGiB, string region, CancellationToken cancellationToken)
    {
        var tier = DiskTier.Of(sku, sizeGiB);
        return await LowestAsync(
            $"serviceName eq 'Storage' and productName eq '{tier.Product}' and meterName eq '{tier.Meter}'"
            + $" and {region}",
            item => item.UnitOfMeasure == "1/Month",
            cancellationToken);
    }

    // The cheapest of what fits: reservations and dearer meters of the same name are other things.
    private async Task<decimal?> LowestAsync(
        string filter, Func<PriceItem, bool> fits, CancellationToken cancellationToken)
    {
        var page = await http.GetFromJsonAsync<PricePage>(
            new Uri($"https://prices.azure.com/api/retail/prices?$filter={Uri.EscapeDataString(filter)}"),
            JsonSerializerOptions.Web,
            cancellationToken);
        return page?.Items
            .Where(item => item is { Type: "Consumption", RetailPrice: > 0 } && fits(item))
            .Min(item => (decimal?)item.RetailPrice);
    }

    private static bool IsPlainLinux(PriceItem item) =>
        item.UnitOfMeasure == "1 Hour"
        && !item.ProductName.Contains("Windows", StringComparison.Ordinal)
        && !item.MeterName.Contains("Spot", StringComparison.Ordinal)
        && !item.MeterName.Contains("Low Priority", StringComparison.Ordinal);

    private sealed record PricePage(IReadOnlyList<PriceItem> Items);

    private sealed record PriceItem(
        decimal RetailPrice,
        string UnitOfMeasure,
        string ProductName,
        string MeterName,
        string ArmRegionName,
        string Type);

    [LoggerMessage(Level = LogLevel.Information, Message = "The price list has no answer for {Size}.")]
    private partial void LogNone(Exception exception, string size);
}
