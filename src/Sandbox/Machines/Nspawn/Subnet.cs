using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>A range of IPv4 addresses, <c>10.77.16.0/20</c>.</summary>
internal sealed record Subnet(uint First, int Prefix)
{
    /// <summary>
    /// Ranges of sandboxes come out of 10.64.0.0/10. Not out of 100.64.0.0/10: where Tailscale runs on the computer,
    /// its rules drop what comes from there.
    /// </summary>
    private static readonly Subnet s_pool = new(0x0A40_0000, 10);

    private const int Size = 20;

    /// <summary>The bridge's own address, which is the machines' gateway.</summary>
    public string Gateway => Address(1);

    private uint Mask => Prefix == 0 ? 0 : uint.MaxValue << (32 - Prefix);

    /// <summary>One of the 1024 ranges that a sandbox may have.</summary>
    public static Subnet Draw() => new(
        s_pool.First + ((uint)RandomNumberGenerator.GetInt32(1 << (Size - s_pool.Prefix)) << (32 - Size)), Size);

    /// <summary>Takes an address without a prefix as a range of one.</summary>
    public static Subnet? TryParse(string text)
    {
        var parts = text.Split('/');
        if (!IPAddress.TryParse(parts[0], out var address) || address.GetAddressBytes() is not { Length: 4 } bytes)
            return null;
        var prefix = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 32;
        var subnet = new Subnet(BinaryPrimitives.ReadUInt32BigEndian(bytes), prefix);
        return subnet with { First = subnet.First & subnet.Mask };
    }

    public bool Overlaps(Subnet other) =>
        (First & other.Mask) == (other.First & other.Mask) || (First & Mask) == (other.First & Mask);

    /// <summary>A machine's address, never one that could be mistaken for a network's or a broadcast.</summary>
    public string DrawAddress() => Address(
        ((uint)RandomNumberGenerator.GetInt32(1 << (24 - Prefix)) << 8) + (uint)RandomNumberGenerator.GetInt32(2, 255));

    public override string ToString() => $"{Address(0)}/{Prefix}";

    private string Address(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, First + number);
        return new IPAddress(bytes).ToString();
    }
}
