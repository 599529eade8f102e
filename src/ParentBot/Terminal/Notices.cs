using System.Threading.Channels;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>What is told while the chat waits for a line.</summary>
/// <param name="told">Where it comes from; null for nowhere.</param>
internal sealed class Notices(ChannelReader<string>? told)
{
    private Task<bool>? _next;

    /// <summary>Waits for something, and tells meanwhile what comes. One wait at a time.</summary>
    public async Task<T> TellWhileAsync<T>(Task<T> awaited, Func<string, Task> tell)
    {
        while (told is not null)
        {
            while (told.TryRead(out var notice))
                await tell(notice);

            // Kept from wait to wait: a channel never forgets who waits for it.
            _next ??= told.WaitToReadAsync(CancellationToken.None).AsTask();
            if (awaited.IsCompleted || await Task.WhenAny(awaited, _next) == awaited || !await _next)
                break;
            _next = null;
        }

        return await awaited;
    }
}
