namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// What an order comes to as things are: what to tell of it beforehand, and what to do. Both follow from one look, so
/// that a dry run is refused whatever the order would be.
/// </summary>
/// <param name="Plan">Tells what would be done; only looks.</param>
/// <param name="Act">Does it.</param>
internal sealed record Intent(Func<Task<Reply>> Plan, Func<Task<Reply>> Act)
{
    /// <summary>To do something that can be told without a further look.</summary>
    internal static Intent To(Func<Task<Reply>> act, params IReadOnlyList<ReplyBlock> plan) =>
        new(() => Task.FromResult(Reply.Ok(plan)), act);

    /// <summary>To do nothing now: a refusal, a look, a question before the act.</summary>
    public static implicit operator Intent(Reply reply) =>
        new(() => Task.FromResult(Plans.OfQuestion(reply)), () => Task.FromResult(reply));
}
