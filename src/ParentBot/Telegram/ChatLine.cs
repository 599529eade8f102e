using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// What waits to go out to one chat, and what of it is next: messages in order, and edits where no message may go.
/// </summary>
/// <param name="chat">Which chat.</param>
/// <param name="time">The clock.</param>
internal sealed class ChatLine(long chat, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, OutgoingItem> _waiting = [];
    private readonly ChatPace _pace = new(chat);

    private readonly Doorbell _news = new(time);

    private DateTimeOffset? _restsUntil;
    private bool _isHeld;
    private bool _wasReleased;

    /// <summary>Which chat.</summary>
    public long Chat => chat;

    /// <summary>Takes an item, new or in the place of an older look of it.</summary>
    public void Put(OutgoingItem item)
    {
        lock (_gate)
        {
            if (!_waiting.ContainsKey(item.Number))
                FleetTelemetry.Waits(1);
            _waiting[item.Number] = item;
        }

        _news.Ring();
    }

    /// <summary>Drops all: the chat goes on under another id.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            FleetTelemetry.Waits(-_waiting.Count);
            _waiting.Clear();
        }
    }

    /// <summary>Lets nothing go before a moment, for Telegram said so.</summary>
    public void Rest(DateTimeOffset until)
    {
        lock (_gate)
            (_restsUntil, _isHeld) = (until, false);
    }

    /// <summary>
    /// Lets nothing go before a moment or <see cref="Release"/>: nobody takes messages there. Not so where the release
    /// came since the last item was taken: who writes while a message to him is refused would wait for the moment.
    /// </summary>
    public void Hold(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_wasReleased)
                LetGo();
            else
                (_restsUntil, _isHeld) = (until, true);
        }

        _news.Ring();
    }

    /// <summary>The chat takes messages again; what was postponed for that goes at once.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _wasReleased = true;
            if (_restsUntil is null || _isHeld)
                LetGo();
        }

        _news.Ring();
    }

    /// <summary>Takes out what may go now, and counts it against the chat's pace.</summary>
    /// <returns>
    /// The item; or null and the moment at which there may be one, which is null too where nothing waits.
    /// </returns>
    public (OutgoingItem? Item, DateTimeOffset? At) Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return (null, null);
            if (_restsUntil > now)
                return (null, _restsUntil);

            _restsUntil = null;
            var (item, at) = Next(now);
            if (at > now)
                return (null, at);

            _waiting.Remove(item.Number);
            FleetTelemetry.Waits(-1);
            _wasReleased = false;
            // The first edit of a card goes at once: it is what a person's press on it did.
            _pace.Spend(item.Kind == OutgoingKind.Edit ? CardOf(item) : null, now);
            return (item, at);
        }
    }

    /// <summary>Gives back what was taken and did not go, unless a newer look of it came meanwhile.</summary>
    public void PutBack(OutgoingItem item)
    {
        lock (_gate)
        {
            if (_waiting.TryAdd(item.Number, item))
                FleetTelemetry.Waits(1);
        }
    }

    /// <summary>Waits until something new is there, or until a moment if one is given.</summary>
    public Task WaitAsync(DateTimeOffset? until, CancellationToken cancellationToken) =>
        _news.WaitAsync(until, cancellationToken);

    private static string? CardOf(OutgoingItem item) => item.Card ?? item.Message?.ToString();

    private static DateTimeOffset Latest(DateTimeOffset? one, DateTimeOffset other) =>
        one > other ? one.Value : other;

    private void LetGo()
    {
        _restsUntil = null;
        foreach (var item in _waiting.Values.Where(item => item.NotBefore is not null).ToList())
            _waiting[item.Number] = item with { NotBefore = null };
    }

    // Messages keep their order. An edit goes before the first of them only where that one cannot go yet.
    private (OutgoingItem Item, DateTimeOffset At) Next(DateTimeOffset now)
    {
        var head = _waiting.Values.FirstOrDefault(item => item.Kind != OutgoingKind.Edit);
        var edits = _waiting.Values.Where(item => item.Kind == OutgoingKind.Edit)
            .Select(item => (item, Latest(item.NotBefore, _pace.NextEdit(CardOf(item)!, now))));
        return head is null
            ? edits.MinBy(Due)
            : edits.Prepend((head, Latest(head.NotBefore, _pace.NextMessage(now)))).MinBy(Due);

        static DateTimeOffset Due((OutgoingItem Item, DateTimeOffset At) next) => next.At;
    }
}
