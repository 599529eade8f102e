using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Api;

/// <summary>
/// Sees to it that a caller's key stands for one order: with another it is refused, where it else would be answered
/// with what came of the first.
/// </summary>
internal sealed class OrderKeys(IFleetStore store, TimeProvider time)
{
    private const int DigestBytes = 16; // enough that no two orders meet by chance

    /// <summary>What a key that was used before is told.</summary>
    public const string Refusal =
        $"The header {ParentClient.OrderHeader} holds a key that was used for another order. Take a new key.";

    /// <summary>The caller with the key of this order alone; null where his key stands for another.</summary>
    /// <param name="caller">Who gives the order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="order">What is ordered, part by part.</param>
    public async Task<Member?> BindAsync(
        Member caller, CancellationToken cancellationToken, params IEnumerable<string> order)
    {
        if (caller.OrderKey is not { } key)
            return caller;

        // In what is kept with operations and proposals too: these are remembered for longer than the key itself.
        var digest = DigestOf(order);
        return await store.BindOrderAsync(key, digest, time.GetUtcNow(), cancellationToken)
            ? caller with { OrderKey = $"{key}:{digest}" }
            : null;
    }

    private static string DigestOf(IEnumerable<string> order)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in order)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length); // else "a", "bc" would be "ab", "c"
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, DigestBytes));
    }
}
