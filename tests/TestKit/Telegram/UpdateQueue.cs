using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>What happened to a bot and was not confirmed by it; asked for by one long poll at a time.</summary>
/// <param name="world">Whose gate is held and whose clock a poll waits by.</param>
internal sealed class UpdateQueue(World world)
{
    private readonly List<JsonObject> _pending = [];
    private HashSet<string>? _allowed;
    private TaskCompletionSource? _poll;

    /// <summary>The number of the next update.</summary>
    public long Next { get; set; } = 700_000_001;

    /// <summary>Where updates are sent instead; empty for nowhere.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>How many wait.</summary>
    public int Count => _pending.Count;

    /// <summary>Whether a poll waits now.</summary>
    public bool IsPolled => _poll is not null;

    /// <summary>Adds an update; under the gate. Kinds that were not asked for are lost, as at Telegram.</summary>
    public void Add(string kind, JsonNode content)
    {
        if (_allowed?.Contains(kind) == false)
            return;

        _pending.Add(new JsonObject { ["update_id"] = Next++, [kind] = content });
        _poll?.TrySetResult();
    }

    /// <summary>Throws away what waits; under the gate.</summary>
    public void Clear() => _pending.Clear();

    /// <summary>Waits for updates as long as the call asks.</summary>
    /// <exception cref="Refusal">A webhook is set, or another poll begins meanwhile.</exception>
    public async Task<JsonArray> TakeAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var limit = (int)(call.Number("limit") ?? 100);
        TaskCompletionSource mine;
        lock (world.Gate)
        {
            Begin(call);
            if (_pending.Count > 0 || call.Number("timeout") is null or 0)
                return Batch(limit);
            mine = _poll = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            world.Changed();
        }

        try
        {
            var wait = TimeSpan.FromSeconds(call.Number("timeout")!.Value);
            await using var timer = world.Time.CreateTimer(
                _ => mine.TrySetResult(), null, wait, Timeout.InfiniteTimeSpan);
            await mine.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (world.Gate)
                _poll = _poll == mine ? null : _poll;
        }

        lock (world.Gate)
            return Batch(limit);
    }

    private void Begin(ApiCall call)
    {
        if (Webhook.Length > 0)
        {
            throw new Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                + "webhook first");
        }

        // The newcomer wins; the one that waited is told so.
        _poll?.TrySetException(new Refusal(
            409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
        _poll = null;
        if (call.Parameters["allowed_updates"] is JsonArray { Count: > 0 } allowed)
            _allowed = [.. allowed.Select(kind => kind!.GetValue<string>())];
        Confirm(call.Number("offset") ?? 0);
    }

    // An offset in the future, as after the numbers began anew, confirms nothing.
    private void Confirm(long offset)
    {
        if (offset < 0 && _pending.Count + offset > 0)
            _pending.RemoveRange(0, (int)(_pending.Count + offset));
        else if (offset > 0 && offset <= Next)
            _pending.RemoveAll(update => update["update_id"]!.GetValue<long>() < offset);
        world.Changed();
    }

    private JsonArray Batch(int limit) => [.. _pending.Take(limit).Select(update => update.DeepClone())];
}
