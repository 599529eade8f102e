using System.Threading.Channels;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// The keys a person presses, in order. What is typed while something else is watched is kept for the next line.
/// </summary>
internal sealed class Keyboard(ChannelReader<ConsoleKeyInfo> keys)
{
    private readonly Queue<ConsoleKeyInfo> _kept = new();

    /// <summary>Whether a key waits already, as in the middle of pasted text.</summary>
    public bool HasMore => _kept.Count > 0 || keys.TryPeek(out _);

    /// <summary>Whether a key is Ctrl+C.</summary>
    public static bool IsInterrupt(ConsoleKeyInfo key) =>
        key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control };

    /// <summary>The next key; null when the keyboard is gone.</summary>
    public async Task<ConsoleKeyInfo?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kept.TryDequeue(out var kept))
            return kept;

        return await keys.WaitToReadAsync(cancellationToken) && keys.TryRead(out var key) ? key : null;
    }

    /// <summary>
    /// Does some work until it ends or a key of a kind is pressed; then the work is cancelled. Other keys are kept.
    /// </summary>
    /// <returns>Whether the work ended by itself.</returns>
    public async Task<bool> UntilPressedAsync(
        Predicate<ConsoleKeyInfo> isMeant, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pressed = WaitAsync(isMeant, stop.Token);
        var done = work(stop.Token);
        await Task.WhenAny(done, pressed);
        await stop.CancelAsync();
        await Task.WhenAll(done, pressed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (done.IsCanceled)
            return false;

        await done;
        return true;
    }

    private async Task WaitAsync(Predicate<ConsoleKeyInfo> isMeant, CancellationToken cancellationToken)
    {
        while (await keys.WaitToReadAsync(cancellationToken) && keys.TryRead(out var key))
        {
            if (isMeant(key))
                return;
            _kept.Enqueue(key);
        }

        // A keyboard that is gone presses nothing any more.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
