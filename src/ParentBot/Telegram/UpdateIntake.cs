using System.Collections.Immutable;
using System.Text.Json;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Takes what the poller brings: who is a member is kept with the offset in one transaction and goes to the lanes, who
/// is not is passed over in the same one.
/// </summary>
internal sealed class UpdateIntake(
    MemberBook members, IFaceStore store, ChatLanes lanes, Strangers strangers, PressReceipts receipts, Outbox outbox,
    TimeProvider time) : IUpdateIntake
{
    // Codes cannot be guessed; this keeps a flood of guesses from being kept and looked up.
    private const int MostCodesAtOnce = 5;

    /// <inheritdoc/>
    public async Task TakeAsync(IReadOnlyList<Update> updates, long nextOffset, CancellationToken cancellationToken)
    {
        var known = (await members.ListAsync(cancellationToken)).ToDictionary(member => member.Id);
        var received = ImmutableList.CreateBuilder<ReceivedUpdate>();
        var passed = ImmutableList.CreateBuilder<long>();
        var events = ImmutableList.CreateBuilder<FleetEvent>();
        var codes = 0;
        foreach (var update in updates)
        {
            var verdict = Gate.Judge(update, known);
            if (verdict == GateVerdict.Member || (verdict == GateVerdict.BringsCode && codes++ < MostCodesAtOnce))
            {
                received.Add(Keep(update));
                continue;
            }

            passed.Add(update.UpdateId);
            if (Gate.SenderOf(update) is { } stranger && strangers.Note(stranger) is { } line)
                events.Add(line);
        }

        var committed = await store.CommitAsync(
            new FaceChange
            {
                Received = received.ToImmutable(),
                Passed = passed.ToImmutable(),
                Offset = nextOffset,
                Events = events.ToImmutable(),
            },
            cancellationToken);
        var news = committed.Received.Select(update => update.Id).ToHashSet();
        foreach (var update in updates)
        {
            if (update.CallbackQuery is { } press && news.Contains(update.UpdateId))
                receipts.Add(press);
        }

        foreach (var update in committed.Received)
        {
            outbox.Release(update.Chat);
            lanes.Add(update);
        }
    }

    private ReceivedUpdate Keep(Update update) => new(
        update.UpdateId,
        time.GetUtcNow(),
        Turn.ChatOf(update)?.Id ?? 0,
        JsonSerializer.Serialize(update, BotJson.Default.Update));
}
