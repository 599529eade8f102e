using System.Security.Cryptography;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// Loopback addresses for NICs and public addresses. They are drawn at random, because several sandboxes may live on
/// one computer and their machines listen on the same ports.
/// </summary>
internal static class Addresses
{
    /// <summary>127.x.y.z that no resource of the region has; 127.0.0.0/9 is left to others.</summary>
    public static string Next(Region region)
    {
        while (true)
        {
            var bytes = RandomNumberGenerator.GetBytes(2);
            var candidate = $"127.{RandomNumberGenerator.GetInt32(128, 255)}.{bytes[0]}.{1 + (bytes[1] % 254)}";
            if (!InUse(region).Contains(candidate))
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
