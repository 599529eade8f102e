using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class DiskTierTests
{
    [Theory]
    [InlineData("StandardSSD_LRS", 32, "Standard SSD Managed Disks", "E4 LRS Disk")]
    [InlineData("StandardSSD_ZRS", 33, "Standard SSD Managed Disks", "E6 ZRS Disk")]
    [InlineData("Premium_LRS", 4, "Premium SSD Managed Disks", "P1 LRS Disk")]
    [InlineData("Premium_LRS", 32767, "Premium SSD Managed Disks", "P80 LRS Disk")]
    [InlineData("Standard_LRS", 4, "Standard HDD Managed Disks", "S4 LRS Disk")]
    public void A_disk_is_billed_by_the_next_larger_tier(string sku, int sizeGiB, string product, string meter) =>
        DiskTier.Of(sku, sizeGiB).ShouldBe(new DiskTier(product, meter));
}
