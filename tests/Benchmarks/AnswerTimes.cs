using ParentClaw.TestKit.Telegram;

namespace ParentClaw.Benchmarks;

/// <summary>
/// Listens to a Bot API, and measures from each update's handing out to its answer's arrival. A person asks anew only
/// when she has her answer: the next message to her is it.
/// </summary>
/// <param name="firstStranger">From which number on people are none of ours.</param>
internal sealed class AnswerTimes(long firstStranger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, DateTimeOffset> _open = [];
    private readonly HashSet<long> _seen = [];
    private List<TimeSpan> _took = [];

    /// <summary>Whether each update that was handed out has its answer.</summary>
    public bool AreAllAnswered
    {
        get
        {
            lock (_gate)
                return _open.Count == 0;
        }
    }

    /// <summary>How many messages went to strangers.</summary>
    public int Strangers { get; private set; }

    /// <summary>What was measured since the last time.</summary>
    public Percentiles Collect()
    {
        lock (_gate)
        {
            var collected = new Percentiles(_took);
            _took = [];
            return collected;
        }
    }

    /// <summary>Takes a call.</summary>
    public void Take(RecordedCall call)
    {
        lock (_gate)
        {
            if (call is { Method: "getUpdates", Result: { } updates })
            {
                foreach (var update in updates.AsArray())
                {
                    var chat = update!["message"]!["chat"]!["id"]!.GetValue<long>();
                    if (chat < firstStranger && _seen.Add(update["update_id"]!.GetValue<long>()))
                        _open.TryAdd(chat, call.At);
                }
            }
            else if (call.Method is "sendMessage" or "sendDocument")
            {
                Answer(call.Parameters["chat_id"]!.GetValue<long>(), call.At);
            }
        }
    }

    private void Answer(long chat, DateTimeOffset at)
    {
        if (chat >= firstStranger)
            Strangers++;
        else if (_open.Remove(chat, out var since))
            _took.Add(at - since);
    }
}
