using System.Threading.Channels;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Wakes the one who waits, once however often it rang meanwhile.</summary>
internal sealed class Doorbell(TimeProvider time)
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Rings; also for who comes to wait later.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Waits until it rings, or until a moment if one is given.</summary>
    public async Task WaitAsync(DateTimeOffset? until, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_rings.Reader.ReadAsync(enough.Token).AsTask(), time.UntilAsync(until, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
