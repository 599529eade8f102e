using ParentClaw.TestKit.Telegram;

namespace ParentClaw.Benchmarks;

/// <summary>What a Bot API's record of calls tells of how long answers took.</summary>
/// <param name="skipped">How many calls were made before.</param>
internal sealed class AnswerTimes(int skipped)
{
    /// <summary>Whether each update that was handed out to be answered has its answer.</summary>
    public bool AreAllAnswered(IReadOnlyList<RecordedCall> calls) => Read(calls).Open == 0;

    /// <summary>From each update's handing out to its answer's arrival.</summary>
    public Percentiles Of(IReadOnlyList<RecordedCall> calls) => new(Read(calls).Took);

    /// <summary>A person asks anew only when she has her answer: the next message to her is it.</summary>
    private (List<TimeSpan> Took, int Open) Read(IReadOnlyList<RecordedCall> calls)
    {
        var (took, open, seen) = (new List<TimeSpan>(), new Dictionary<long, DateTimeOffset>(), new HashSet<long>());
        foreach (var call in calls.Skip(skipped).Where(call => call.WasTaken))
        {
            if (call.Method == "getUpdates")
            {
                foreach (var update in call.Result!.AsArray())
                {
                    var chat = update!["message"]!["chat"]!["id"]!.GetValue<long>();
                    if (chat < TelegramReply.FirstStranger && seen.Add(update["update_id"]!.GetValue<long>()))
                        open.TryAdd(chat, call.At);
                }
            }
            else if (call.Method is "sendMessage" or "sendDocument"
                && open.Remove(call.Parameters["chat_id"]!.GetValue<long>(), out var since))
            {
                took.Add(call.At - since);
            }
        }

        return (took, open.Count);
    }
}
