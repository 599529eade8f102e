namespace ParentClaw.FleetOps.AzureVms;

/// <summary>The billing tier of a managed disk: Azure bills the next larger one.</summary>
/// <param name="Product">Its product in the price list.</param>
/// <param name="Meter">Its meter there.</param>
internal sealed record DiskTier(string Product, string Meter)
{
    // https://learn.microsoft.com/azure/virtual-machines/disks-types
    private static readonly (int UpToGiB, int Tier)[] Tiers =
    [
        (4, 1), (8, 2), (16, 3), (32, 4), (64, 6), (128, 10), (256, 15), (512, 20),
        (1024, 30), (2048, 40), (4096, 50), (8192, 60), (16384, 70), (32767, 80),
    ];

    // Standard HDD begins at S4.
    private const int LowestHdd = 4;

    internal static DiskTier Of(string sku, int sizeGiB)
    {
        var tier = Tiers.First(one => sizeGiB <= one.UpToGiB).Tier;
        var redundancy = sku[(sku.LastIndexOf('_') + 1)..];
        return sku.Split('_')[0] switch
        {
            "Premium" => new("Premium SSD Managed Disks", $"P{tier} {redundancy} Disk"),
            "StandardSSD" => new("Standard SSD Managed Disks", $"E{tier} {redundancy} Disk"),
            _ => new("Standard HDD Managed Disks", $"S{Math.Max(tier, LowestHdd)} {redundancy} Disk"),
        };
    }
}
