namespace ParentClaw.Sandbox.Arm;

/// <summary>Addresses for NICs and public addresses, out of what the machines' host can give them.</summary>
internal static class Addresses
{
    /// <summary>One that no resource of the region has.</summary>
    public static string Next(Region region)
    {
        var inUse = InUse(region);
        while (true)
        {
            if (region.Host.DrawAddress() is var candidate && !inUse.Contains(candidate))
                return candidate;
        }
    }

    private static HashSet<string?> InUse(Region region) =>
    [
        .. region.Store.OfType(PublicAddresses.Type).Select(a => a.Properties.Text("ipAddress")),
        .. region.Store.OfType(NetworkInterfaces.Type).SelectMany(NetworkInterfaces.ConfigurationsOf)
            .Select(c => c["properties"].Text("privateIPAddress")),
    ];
}
