using System.Security.Cryptography;

namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>
/// Decrypts what a <see cref="SealingStream"/> wrote. Hands out nothing of a record before its tag is checked; only who
/// reads to the end knows that the end is there.
/// </summary>
/// <param name="from">Where the records come from, just behind the header; not closed.</param>
/// <param name="header">The file's header.</param>
/// <param name="key">Its key.</param>
/// <param name="file">Name of the file, for the sentence that refuses it (<see cref="BackupRefusals"/>).</param>
internal sealed class UnsealingStream(Stream from, ReadOnlySpan<byte> header, byte[] key, string file) : OneWayStream
{
    private readonly AesGcm _cipher = new(key, SealedRecord.TagLength);
    private readonly byte[] _bound = [.. header, .. new byte[SealedRecord.PrefixLength]];
    private readonly byte[] _sealed = new byte[SealedRecord.MostText + SealedRecord.TagLength];
    private readonly byte[] _text = new byte[SealedRecord.MostText];
    private int _taken;
    private int _filled;
    private long _number;
    private bool _isAtEnd;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_taken == _filled && !_isAtEnd)
            ReadRecord();

        var given = Math.Min(buffer.Length, _filled - _taken);
        _text.AsSpan(_taken, given).CopyTo(buffer);
        _taken += given;
        return given;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _cipher.Dispose();
        base.Dispose(disposing);
    }

    private void ReadRecord()
    {
        var prefix = _bound.AsSpan(_bound.Length - SealedRecord.PrefixLength);
        Fill(prefix);
        if (!SealedRecord.TryReadPrefix(prefix, out var length, out var isLast))
            throw BackupRefusals.Damaged(file);

        Fill(_sealed.AsSpan(0, length + SealedRecord.TagLength));
        try
        {
            _cipher.Decrypt(
                SealedRecord.Nonce(_number++),
                _sealed.AsSpan(0, length),
                _sealed.AsSpan(length, SealedRecord.TagLength),
                _text.AsSpan(0, length),
                _bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw BackupRefusals.Damaged(file);
        }

        (_taken, _filled, _isAtEnd) = (0, length, isLast);
        if (isLast && from.ReadByte() >= 0)
            throw BackupRefusals.Damaged(file);
    }

    private void Fill(Span<byte> part)
    {
        if (from.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) < part.Length)
            throw BackupRefusals.CutOff(file);
    }
}
