using System.Buffers;
using System.Text;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// Reads lines from a stream of bytes. Unlike a <see cref="StreamReader"/> it ends a line at a newline only (one
/// carriage return before it is dropped), and holds no more than a bounded beginning of an endless one. Bytes that are
/// no UTF-8 become U+FFFD.
/// </summary>
/// <param name="input">Where the bytes come from; may block, as standard input does.</param>
/// <param name="longest">Most bytes of a line; 1 MiB by default, sixteen times what a message may have.</param>
internal sealed class LineReader(Stream input, int longest = 1024 * 1024)
{
    private readonly byte[] _chunk = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line; null at the end of input.</summary>
    public async Task<InputLine?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        var isTooLong = false;
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
                return line.WrittenCount > 0 ? Text(line, isTooLong) : null;

            var available = _chunk.AsMemory(_start.._end);
            var newline = available.Span.IndexOf((byte)'\n');
            var part = newline < 0 ? available : available[..newline];
            var taken = Math.Min(part.Length, longest - line.WrittenCount);
            isTooLong |= taken < part.Length;
            line.Write(part.Span[..taken]);
            _start += part.Length + (newline < 0 ? 0 : 1);
            if (newline >= 0)
                return Text(line, isTooLong);
        }
    }

    /// <summary>A read of standard input cannot be stopped: at the end of the process it is left behind.</summary>
    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await Task.Run(() => input.Read(_chunk), CancellationToken.None).WaitAsync(cancellationToken);
        return _end > 0;
    }

    private static InputLine Text(ArrayBufferWriter<byte> line, bool isTooLong)
    {
        var bytes = line.WrittenSpan;
        return new(Encoding.UTF8.GetString(bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes), isTooLong);
    }
}
