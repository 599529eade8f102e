using System.Security.Cryptography;

namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>Encrypts what is written to it, as <see cref="SealedRecord"/> says.</summary>
/// <param name="to">Where the records go; not closed.</param>
/// <param name="header">The file's header, which stands there already.</param>
/// <param name="key">32 bytes, for this file alone.</param>
internal sealed class SealingStream(Stream to, ReadOnlySpan<byte> header, byte[] key) : OneWayStream
{
    private readonly AesGcm _cipher = new(key, SealedRecord.TagLength);
    private readonly byte[] _bound = [.. header, .. new byte[SealedRecord.PrefixLength]];
    private readonly byte[] _text = new byte[SealedRecord.MostText];
    private readonly byte[] _sealed = new byte[SealedRecord.MostText];
    private readonly byte[] _tag = new byte[SealedRecord.TagLength];
    private int _filled;
    private long _number;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _text.Length)
                WriteRecord(isLast: false);
            var taken = Math.Min(buffer.Length, _text.Length - _filled);
            buffer[..taken].CopyTo(_text.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the last record. Without it the file counts as cut off.</summary>
    public void Finish() => WriteRecord(isLast: true);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _cipher.Dispose();
        base.Dispose(disposing);
    }

    private void WriteRecord(bool isLast)
    {
        var prefix = _bound.AsSpan(_bound.Length - SealedRecord.PrefixLength);
        SealedRecord.WritePrefix(prefix, _filled, isLast);
        var cipherText = _sealed.AsSpan(0, _filled);
        _cipher.Encrypt(SealedRecord.Nonce(_number++), _text.AsSpan(0, _filled), cipherText, _tag, _bound);
        to.Write(prefix);
        to.Write(cipherText);
        to.Write(_tag);
        _filled = 0;
    }
}
