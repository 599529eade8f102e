using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Commands;

/// <content>Orders of programs; what agents may do and what a person decides.</content>
public sealed partial class CommandDispatcher
{
    /// <summary>
    /// Carries out an order that came by arguments, as <see cref="DispatchAsync"/> does a line; what is missing is
    /// refused.
    /// </summary>
    public Task<Reply> OrderAsync(CommandDraft draft, Member by, CancellationToken cancellationToken) =>
        GuardAsync(() => TakeAsync(draft, false, by, cancellationToken), Line, by, cancellationToken);

    /// <summary>Tells what an order would do; only looks.</summary>
    public Task<Reply> PlanAsync(CommandDraft draft, Member by, CancellationToken cancellationToken) => GuardAsync(
        async () => parser.Read(draft) switch
        {
            Reading.Complete(var command) =>
                await PlanAsync(catalogue.Describe(command), command, by, cancellationToken)
                ?? Reply.Refused($"Of {draft.Words.Trim()} there is no dry run.", RefusalKind.Usage),
            Reading.Incomplete(_, _, var why) => Reply.Refused(why, RefusalKind.Usage),
            Reading.Refused(var why) => Reply.Refused(why, RefusalKind.Usage),
            var other => throw new InvalidOperationException($"Unknown reading {other}."),
        },
        Line,
        by,
        cancellationToken);

    /// <summary>
    /// Carries out what an Admin agreed to, in the agent's name and under the agent's role. A question in the reply has
    /// no nonce: it is the Admin's to answer, and the answer comes in the next call.
    /// </summary>
    /// <param name="draft">The command.</param>
    /// <param name="answer">What the Admin answered to the command's question; null for the first time.</param>
    /// <param name="about">The <see cref="Question.About"/> of that question.</param>
    /// <param name="by">The agent, with <see cref="Member.ApprovedBy"/> and an <see cref="Member.OrderKey"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal Task<Reply> CarryOutApprovedAsync(
        CommandDraft draft, string? answer, string? about, Member by, CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            if (parser.Read(draft) is not Reading.Complete(var command))
                return Reply.Refused("The command has changed since. Let the agent give it again.");

            if (answer is not null && command is IAsks)
                Answer.SetValue(command, answer); // the record was made for this call, nobody else has seen it
            if (answer is not null && command is IAsksInTurn)
                About.SetValue(command, about);
            return await CarryOutAsync(draft, command, by, cancellationToken);
        },
        Line,
        by,
        cancellationToken);

    /// <summary>
    /// What stops an agent's order here: a card that asks a person, or a rule; null where it may go on.
    /// </summary>
    private async Task<Reply?> HoldAsync(
        CommandDraft draft,
        CommandDescription described,
        ICommand command,
        Member by,
        CancellationToken cancellationToken)
    {
        if (FindBan(described, command, by) is { } ban)
            return ban;
        if (!IsOnItsOwn(by) || proposals.RuleFor(described, command, by) == AgentRule.Act)
            return null;
        if (await proposals.RecallAsync(draft, by, cancellationToken) is { } known)
            return known;

        var plan = await PlanAsync(described, command, by, cancellationToken);
        return plan is { Status: ReplyStatus.Refused or ReplyStatus.Failed }
            ? plan // it would not be done anyway: nobody is asked for nothing
            : await proposals.HoldAsync(draft, ClawOf(command), plan, by, cancellationToken);
    }

    /// <summary>Why an agent may neither order this nor have it planned; null where it may, and for persons.</summary>
    private Reply? FindBan(CommandDescription described, ICommand command, Member by)
    {
        if (by.IsAgent && described.NeedsPerson)
            return Reply.Refused(
                $"/{described.Name} is for persons alone. Ask an Admin to give it.", RefusalKind.Role);

        return IsOnItsOwn(by) && proposals.RuleFor(described, command, by) == AgentRule.Refuse
            ? Reply.Refused(
                $"/{described.Name} is not for agents here (Agents:Rules). Ask a person to give it.",
                RefusalKind.Role)
            : null;
    }

    private static bool IsOnItsOwn(Member by) => by is { IsAgent: true, ApprovedBy: null };

    /// <summary>What a command would do; null where it has no dry run, or only looks with these arguments.</summary>
    private async Task<Reply?> PlanAsync(
        CommandDescription described, ICommand command, Member by, CancellationToken cancellationToken)
    {
        if (by.Role < described.Role)
            return Reply.Refused($"/{described.Name} is for {described.Role}s, not {by.Role}s.", RefusalKind.Role);
        if (FindBan(described, command, by) is { } ban)
            return ban;
        if (described.EffectOf(command) == Effect.Reads)
            return null;

        var invoker = _invokers.GetOrAdd(described.Type, CommandInvoker.For);
        return await invoker.PlanAsync(services, command, by, cancellationToken);
    }
}
