using System.Buffers.Binary;

namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>
/// How a backup's content is cut: after the header come records, each of
/// <code>
/// 4   the highest bit: whether it is the last; the others: bytes of text, 1 to 65,536, in the last also 0
/// n   the text, encrypted by AES-256-GCM
/// 16  its tag
/// </code>
/// The nonce is the record's number as 12 bytes, big-endian; no key is used for a second file. The tag is also over the
/// file's header and the record's first four bytes. So no record can be changed, moved, left out or added unnoticed,
/// and a file that lost its end has no last record.
/// </summary>
internal static class SealedRecord
{
    /// <summary>Bytes before the text.</summary>
    public const int PrefixLength = 4;

    /// <summary>Most bytes of text.</summary>
    public const int MostText = 64 * 1024;

    /// <summary>Bytes of the tag.</summary>
    public const int TagLength = 16;

    private const uint LastFlag = 0x8000_0000;

    /// <summary>The nonce of the record of a number, counted from 0.</summary>
    public static byte[] Nonce(long number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    /// <summary>What a record begins with.</summary>
    public static void WritePrefix(Span<byte> prefix, int length, bool isLast) =>
        BinaryPrimitives.WriteUInt32BigEndian(prefix, (uint)length | (isLast ? LastFlag : 0));

    /// <summary>What a record says of itself; false where none was ever written so.</summary>
    public static bool TryReadPrefix(ReadOnlySpan<byte> prefix, out int length, out bool isLast)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        isLast = (value & LastFlag) != 0;
        length = (int)(value & ~LastFlag);
        return length <= MostText && (length > 0 || isLast);
    }
}
