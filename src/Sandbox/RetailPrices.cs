using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ParentClaw.Sandbox.Arm;

namespace ParentClaw.Sandbox;

/// <summary>
/// <c>GET /api/retail/prices?$filter=…</c> in the shape of the Azure Retail Prices API: sizes by the hour, managed
/// disks by the month, public addresses by the hour. Needs no token.
/// </summary>
internal static partial class RetailPrices
{
    public const string Path = "/api/retail/prices";

    /// <summary>Items that hold every <c>name eq 'value'</c> and <c>contains(name, 'value')</c>.</summary>
    public static JsonObject Answer(string location, string? filter)
    {
        var terms = Terms().Matches(filter ?? "");
        var found = Items(location).Where(item => terms.All(term => Holds(item, term))).ToList();
        return new JsonObject
        {
            ["BillingCurrency"] = "USD",
            ["CustomerEntityId"] = "Default",
            ["CustomerEntityType"] = "Retail",
            ["Count"] = found.Count,
            ["Items"] = new JsonArray([.. found]),
            ["NextPageLink"] = null,
        };
    }

    private static bool Holds(JsonObject item, Match term)
    {
        var wanted = term.Groups["value"].Value;
        if (term.Groups["contains"] is { Success: true, Value: var part })
            return item.Text(part)?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;
        var name = term.Groups["name"].Value;
        return !item.ContainsKey(name) || wanted.Equals(item.Text(name), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<JsonObject> Items(string location)
    {
        foreach (var size in Sizes.All)
        {
            yield return Item(location, size.Name, size.HourlyPrice, "1 Hour", "Virtual Machines",
                $"Virtual Machines {size.Name.Split('_')[1]} Series", size.Name["Standard_".Length..]);
        }

        foreach (var (tier, gibibytes, month) in new[]
        {
            ("1", 4, 0.30m), ("2", 8, 0.60m), ("3", 16, 1.20m), ("4", 32, 2.40m), ("6", 64, 4.80m),
            ("10", 128, 9.60m), ("15", 256, 19.20m), ("20", 512, 38.40m), ("30", 1024, 76.80m),
        })
        {
            var hard = Math.Round(gibibytes * 0.048m, 2);
            var premium = Math.Round(month * 2.2m, 2);
            yield return Disk(location, $"E{tier}", month, "Standard SSD Managed Disks");
            yield return Disk(location, $"S{tier}", hard, "Standard HDD Managed Disks");
            yield return Disk(location, $"P{tier}", premium, "Premium SSD Managed Disks");
        }

        yield return Item(location, "Standard", 0.005m, "1 Hour", "Virtual Network",
            "IP Addresses", "Standard IPv4 Static Public IP");
        yield return Item(location, "", 0.05m, "1 GB/Month", "Storage",
            "Standard SSD Managed Disks", "Snapshots LRS Snapshots");
    }

    private static JsonObject Disk(string location, string tier, decimal price, string product) =>
        Item(location, $"{tier} LRS", price, "1/Month", "Storage", product, $"{tier} LRS Disk");

    private static JsonObject Item(
        string location, string sku, decimal price, string unit, string service, string product, string meter) => new()
        {
            ["currencyCode"] = "USD",
            ["tierMinimumUnits"] = 0,
            ["retailPrice"] = price,
            ["unitPrice"] = price,
            ["armRegionName"] = location,
            ["location"] = location,
            ["effectiveStartDate"] = "2026-01-01T00:00:00Z",
            ["meterName"] = meter,
            ["productName"] = product,
            ["skuName"] = meter,
            ["serviceName"] = service,
            ["unitOfMeasure"] = unit,
            ["type"] = "Consumption",
            ["isPrimaryMeterRegion"] = true,
            ["armSkuName"] = sku,
        };

    [GeneratedRegex(
        @"contains\((?<contains>\w+),\s*'(?<value>[^']*)'\)|(?<name>\w+)\s+eq\s+'(?<value>[^']*)'",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Terms();
}
