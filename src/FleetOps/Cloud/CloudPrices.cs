namespace ParentClaw.FleetOps.Cloud;

/// <summary>List prices in US dollars for a month of 730 hours.</summary>
/// <param name="Machine">The machine while it is allocated.</param>
/// <param name="OsDisk">Its OS disk.</param>
/// <param name="DataDisk">The data disk; it goes on costing while parked, retired or destroyed.</param>
/// <param name="Address">The lasting address.</param>
public sealed record CloudPrices(decimal Machine, decimal OsDisk, decimal DataDisk, decimal Address)
{
    /// <summary>A running claw.</summary>
    public decimal Running => Machine + OsDisk + DataDisk + Address;

    /// <summary>A parked claw.</summary>
    public decimal Parked => OsDisk + DataDisk + Address;
}
