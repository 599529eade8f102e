using System.Net;
using System.Net.Sockets;

namespace ParentClaw.FleetOps.Cloud;

/// <summary>A network that may be admitted to SSH: IPv4, and no wider than /8.</summary>
internal static class AllowedNetwork
{
    // Wider than any company's; 0.0.0.0/0 in two halves is refused with it.
    private const int Widest = 8;

    /// <summary>These networks as Azure wants them: host bits cleared, a single address as /32, each once.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.InvalidRequest"/>, saying what is wrong with
    /// which.</exception>
    internal static IReadOnlyList<string> ParseAll(IReadOnlyList<string> networks) => networks is []
        ? throw Refusal("Name at least one network from which SSH is admitted, e.g. 203.0.113.7/32.")
        : [.. networks.Select(Parse).Distinct(StringComparer.Ordinal)];

    private static string Parse(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length > 2
            || parts[0].Count(letter => letter == '.') != 3 // "10" alone would be read as 0.0.0.10
            || !IPAddress.TryParse(parts[0], out var address)
            || address.AddressFamily is not AddressFamily.InterNetwork)
            throw Refusal($"'{text}' is no IPv4 network. Write an address or a CIDR network, e.g. 203.0.113.7/32.");

        var length = 32;
        if (parts.Length == 2 && (!int.TryParse(parts[1], out length) || length is < 0 or > 32))
            throw Refusal($"'{text}' is no IPv4 network: after the slash stands a number from {Widest} to 32.");

        if (length < Widest)
            throw Refusal($"'{text}' admits too many: /{Widest} is the widest network that SSH is opened to.");

        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < 32; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return $"{new IPAddress(bytes)}/{length}";
    }

    private static FleetException Refusal(string message) => new(FailureReason.InvalidRequest, message);
}
