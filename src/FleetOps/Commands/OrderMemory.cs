using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Knows whether an order was given before: where the process is stopped before it is done with one, the face brings it
/// again under its <see cref="Member.OrderKey"/>.
/// </summary>
internal sealed class OrderMemory(CommandParser parser, IOrderStore store, TimeProvider time)
{
    /// <summary>The outcome of an order of which nobody knows whether it was carried out.</summary>
    public const string Doubtful = "unknown";

    /// <summary>
    /// What is known of the order, instead of carrying it out again; null where its handler may act. An order that must
    /// be carried out once is then written down as begun.
    /// </summary>
    public async Task<Recollection?> RecallAsync(
        CommandDescription described, CommandDraft draft, Member by, CancellationToken cancellationToken)
    {
        if (by.OrderKey is not { } key || (described.Effect == Effect.Reads && !described.IsOnce))
            return null;
        if (await store.FindOperationByOrderAsync(key, cancellationToken) is { } operation)
            return new Recollection(Reply.Started(operation), "ok");
        if (!described.IsOnce || await store.BeginOrderAsync(key, time.GetUtcNow(), cancellationToken))
            return null;

        return await store.FindEventAsync(key, cancellationToken) is { Outcome: { } outcome and not Doubtful }
            ? new Recollection(Done(described, outcome), outcome)
            : new Recollection(Doubt(described, draft), Doubtful);
    }

    /// <summary>
    /// What is answered to an order that was carried out once more: where nothing was left to do, because it had been
    /// done, that is no refusal.
    /// </summary>
    public async Task<Reply> SettleAsync(
        CommandDescription described, Reply reply, Member by, CancellationToken cancellationToken) =>
        reply.Status == ReplyStatus.Refused && by.OrderKey is { } key
        && await store.FindEventAsync(key, cancellationToken) is { Outcome: "ok" }
            ? Done(described, "ok")
            : reply;

    /// <summary>Forgets that an order had begun: it only asked or was refused, and may be given again.</summary>
    public async Task LeaveAsync(CommandDescription described, Member by, CancellationToken cancellationToken)
    {
        if (described.IsOnce && by.OrderKey is { } key)
            await store.LeaveOrderAsync(key, cancellationToken);
    }

    private static Reply Done(CommandDescription described, string outcome) => Reply.Ok(
        $"/{described.Name} was carried out already ({outcome}); the parent was stopped before it could say so. "
        + "/audit shows it.");

    private Reply Doubt(CommandDescription described, CommandDraft draft)
    {
        var reply = Reply.Failed(
            $"The parent was stopped while it did /{described.Name}, and cannot know whether it was carried out. "
            + "Look first; then give it again if it was not.");
        // What was answered to a question may read otherwise where it stands in a line.
        return parser.Read(draft).Equals(parser.Read(new CommandDraft(draft.Words)))
            ? reply with { Buttons = [new ReplyButton("Do it again", draft.Words)] }
            : reply;
    }
}
