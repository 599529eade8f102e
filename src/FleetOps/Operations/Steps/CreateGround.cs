namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Keys, address with NIC, and data disk, made side by side: none needs another.</summary>
internal sealed class CreateGround(MakeKeys keys, CreateNetwork network, CreateDataDisk disk)
    : SideBySide(keys, network, disk)
{
    /// <inheritdoc/>
    public override string Says => "Making the keys, the address, the network interface and the data disk";
}
