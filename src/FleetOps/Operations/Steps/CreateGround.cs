namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Address with NIC, and data disk, made side by side: neither needs the other.</summary>
internal sealed class CreateGround(CreateNetwork network, CreateDataDisk disk) : SideBySide(network, disk)
{
    /// <inheritdoc/>
    public override string Says => "Making the address, the network interface and the data disk";
}
