namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Keys and address with NIC, side by side: all that a machine needs that becomes an image.</summary>
internal sealed class CreateBuildGround(MakeKeys keys, CreateNetwork network) : SideBySide(keys, network)
{
    /// <inheritdoc/>
    public override string Says => "Making the keys, an address and the network interface";
}
