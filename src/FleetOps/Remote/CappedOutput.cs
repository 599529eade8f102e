using System.Buffers;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Reads a stream to its end, keeps its first bytes up to a limit, and knows its last ones.</summary>
internal sealed class CappedOutput(int limit, Action<ReadOnlyMemory<byte>>? onPiece = null)
{
    private const int PieceSize = 32 * 1024;
    private const int TailSize = 64;

    private readonly ArrayBufferWriter<byte> _kept = new();
    private byte[] _tail = [];

    /// <summary>The first bytes, at most the limit.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.WrittenMemory;

    /// <summary>Whether there was more than the limit.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Whether the whole stream, kept or not, ends with these bytes (at most 64).</summary>
    public bool EndsWith(ReadOnlySpan<byte> bytes) => _tail.AsSpan().EndsWith(bytes);

    /// <summary>Takes the last bytes back, where they were kept.</summary>
    public CappedOutput WithoutEnd(int count)
    {
        var all = new CappedOutput(limit) { IsTruncated = IsTruncated };
        all._kept.Write(IsTruncated ? Kept.Span : Kept.Span[..^count]);
        return all;
    }

    /// <summary>Reads until the end of the stream.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(0, PieceSize), cancellationToken) is var read and > 0)
            {
                Keep(buffer.AsSpan(0, read));
                onPiece?.Invoke(buffer.AsMemory(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        var room = Math.Min(piece.Length, limit - _kept.WrittenCount);
        _kept.Write(piece[..room]);
        IsTruncated |= room < piece.Length;
        _tail = piece.Length >= TailSize
            ? piece[^TailSize..].ToArray()
            : [.. _tail.AsSpan(Math.Max(0, _tail.Length + piece.Length - TailSize)), .. piece];
    }
}
