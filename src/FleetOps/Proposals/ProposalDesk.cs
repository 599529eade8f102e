using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>Takes what agents want done, and asks for it in their place.</summary>
public sealed class ProposalDesk(
    IProposalStore store, ProposalFeed feed, IOptions<AgentOptions> options, TimeProvider time)
{
    private const int LongestLine = 300;
    private const int LongestWhy = 1000;

    /// <summary>What becomes of an agent's order.</summary>
    internal AgentRule RuleFor(CommandDescription described, ICommand command, Member agent) =>
        options.Value.RuleFor(agent.Role, described.Name, described.EffectOf(command));

    /// <summary>Keeps an order until an Admin decides; one order makes one proposal.</summary>
    internal async Task<Reply> HoldAsync(
        CommandDraft draft,
        ClawName? claw,
        Reply? plan,
        Member agent,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var kept = await store.AddAsync(
            new Proposal
            {
                Id = ProposalId.New(),
                Draft = draft,
                Line = Quoted.Line(SecretShapes.Redact(draft.Words.Trim()), LongestLine),
                Claw = claw,
                By = agent.Id,
                Agent = agent.Name,
                Role = agent.Role,
                Why = agent.Why is { } why ? Quoted.Line(SecretShapes.Redact(why.Trim()), LongestWhy) : null,
                Plan = plan is null ? null : PlanText.Of(plan.Blocks),
                At = now,
                Until = now + options.Value.Patience,
                OrderKey = agent.OrderKey,
            },
            cancellationToken);
        feed.Publish(kept);
        return new Reply
        {
            Status = ReplyStatus.Waits,
            Blocks = [new TextBlock($"{kept.Line} waits for an Admin: {kept.Id}. /proposals {kept.Id} shows how it is.")],
            Proposal = kept,
        };
    }
}
