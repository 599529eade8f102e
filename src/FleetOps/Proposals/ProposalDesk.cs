using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>Takes what agents want done, and asks for it in their place.</summary>
public sealed class ProposalDesk(
    IProposalStore store, ProposalFeed feed, IOptions<AgentOptions> options, TimeProvider time) : IDisposable
{
    internal const int LongestLine = 300;
    internal const int LongestWhy = 1000;
    internal const int MostWaiting = 50; // people read them; a program in a loop writes more

    private const int LongestName = 60;
    private const int MostOfAccount = 40; // it may take any number of names; who cannot has room still

    private readonly SemaphoreSlim _oneByOne = new(1, 1);

    /// <summary>What becomes of an agent's order.</summary>
    internal AgentRule RuleFor(CommandDescription described, ICommand command, Member agent) =>
        options.Value.RuleFor(agent.Role, described.Name, described.EffectOf(command));

    /// <summary>
    /// What is known of an order that was held before: one that came under the same key, also where it was decided
    /// since, or the same one of the same agent while it waits. Null where there is none.
    /// </summary>
    internal async Task<Reply?> RecallAsync(CommandDraft draft, Member agent, CancellationToken cancellationToken)
    {
        if (agent.OrderKey is { } key && await store.FindByOrderAsync(key, cancellationToken) is { } former)
            return former.Draft.Words == draft.Words
                ? Told(former)
                : Reply.Refused(
                    $"The order's key was used for another: {former.Line}. Take a new key.", RefusalKind.Usage);

        var open = await store.ListOpenAsync(cancellationToken);
        if (open.FirstOrDefault(held => IsSame(held, draft, agent)) is { } same)
            return Told(same);

        return FindFull(open, agent) is { } full
            ? Reply.Refused($"{full} wait already. Let an Admin decide some first: /proposals lists them.")
            : null;
    }

    /// <summary>Keeps an order until an Admin decides; where it is known by now, what is known of it.</summary>
    internal async Task<Reply> HoldAsync(
        CommandDraft draft,
        ClawName? claw,
        Reply? plan,
        Member agent,
        CancellationToken cancellationToken)
    {
        await _oneByOne.WaitAsync(cancellationToken);
        try
        {
            // A plan takes its time: the same order, or many others, may have come meanwhile.
            if (await RecallAsync(draft, agent, cancellationToken) is { } known)
                return known;

            var kept = await store.AddAsync(ProposalOf(draft, claw, plan, agent), cancellationToken);
            feed.Publish(kept);
            return Told(kept);
        }
        finally
        {
            _oneByOne.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneByOne.Dispose();

    /// <summary>What there are too many of to take one more; null where there is room.</summary>
    private string? FindFull(IReadOnlyList<Proposal> open, Member agent)
    {
        var ofAgent = open.Count(held => held.By == agent.Id);
        if (ofAgent >= options.Value.MostWaiting)
            return $"{ofAgent} proposals of {agent.Name}";

        var ofAccount = open.Count(held => (held.Account ?? held.By) == AccountOf(agent));
        if (ofAccount >= MostOfAccount)
            return $"{ofAccount} proposals of agents of one account";

        return open.Count >= MostWaiting ? $"{open.Count} proposals" : null;
    }

    private static string AccountOf(Member agent) => agent.Account ?? agent.Id;

    private static bool IsSame(Proposal held, CommandDraft draft, Member agent) =>
        held.Status == ProposalStatus.Waiting && held.By == agent.Id && held.Role == agent.Role
        && held.Draft.Words == draft.Words;

    private static Reply Told(Proposal kept) => kept.Status switch
    {
        ProposalStatus.Waiting or ProposalStatus.Approved => new Reply
        {
            Status = ReplyStatus.Waits,
            Blocks = [new TextBlock($"{ProposalLook.Say(kept)} /proposals {kept.Id} shows how it is.")],
            Proposal = kept,
        },
        ProposalStatus.Done => Reply.Ok(ProposalLook.Say(kept)).WithOperationsOf(kept) with { Proposal = kept },
        _ => Reply.Refused(ProposalLook.Say(kept)) with { Proposal = kept },
    };

    private Proposal ProposalOf(CommandDraft draft, ClawName? claw, Reply? plan, Member agent)
    {
        var now = time.GetUtcNow();
        return new Proposal
        {
            Id = ProposalId.New(),
            Draft = draft,
            Line = Quoted.Line(SecretShapes.Redact(draft.Words.Trim()), LongestLine),
            Claw = claw,
            By = agent.Id,
            Account = AccountOf(agent),
            Agent = Quoted.Line(agent.Name, LongestName),
            Role = agent.Role,
            Why = agent.Why is { } why ? Quoted.Line(SecretShapes.Redact(why.Trim()), LongestWhy) : null,
            Plan = plan is null ? null : PlanText.Of(plan.Blocks),
            At = now,
            Until = now + options.Value.Patience,
            OrderKey = agent.OrderKey,
        };
    }
}
