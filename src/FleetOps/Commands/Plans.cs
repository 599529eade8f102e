using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What dry runs share.</summary>
internal static class Plans
{
    /// <summary>
    /// The plan of a command that always asks before it acts: what it shows with its question, or why it would not ask.
    /// </summary>
    internal static Reply OfQuestion(Reply asked) => asked.Status == ReplyStatus.Asks
        ? asked with { Status = ReplyStatus.Ok, Question = null, Buttons = [], IsPrivate = false }
        : asked;

    /// <summary>
    /// The plan of an order on a claw, where the claw would take it now; else the refusal that the order would get.
    /// </summary>
    internal static async Task<Reply> OfOrderAsync(
        this OperationQueue operations,
        IFleetStore store,
        ClawName name,
        ClawTrigger order,
        Func<Claw, ReplyBlock> say,
        CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(name, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(name);

        return await operations.FindRefusalAsync(claw, order, cancellationToken) is { } refusal
            ? Reply.Refused(refusal)
            : Reply.Ok(say(claw));
    }

    /// <summary>What outlives a claw's machine, in words.</summary>
    internal static string Stays(Claw claw) =>
        $"its data disk {claw.Name}-d{Math.Max(1, claw.Disk)} with all it knows, its address, its secrets";
}
