using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/decide</c>: approves or refuses what an agent asks for. Never an agent's own.</summary>
[FleetCommand(
    "decide", "Approve or refuse what an agent asks for.", Role.Admin,
    Effect = Effect.Changes, NeedsPerson = true, Example = "/decide pr-k3f9x2ma approve", Order = 66)]
public sealed record Decide(
    [property: Argument("proposal", "Which; /proposals lists those that wait.")] ProposalId Proposal,
    [property: Argument("decision", "What you decide.", Choices = "approve|refuse")] string Decision,
    [property: Argument("why", "Behind refuse: what the agent is told.", TakesRest = true)] string? Why = null)
    : IAsksInTurn
{
    /// <inheritdoc/>
    public string? Answer { get; init; }

    /// <inheritdoc/>
    public string? About { get; init; }
}

/// <summary>
/// Carries out <see cref="Decide"/>. What the approved command asks and the approval does not answer, as the name of
/// what is destroyed, it asks in its place.
/// </summary>
public sealed class DecideHandler(ProposalDecisions decisions) : ICommandHandler<Decide>
{
    private const string Approve = "approve";

    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Decide command, Member by, CancellationToken cancellationToken)
    {
        if (command.Decision != Approve)
            return decisions.RefuseAsync(command.Proposal, command.Why, by, cancellationToken);

        return command.Why is null
            ? decisions.ApproveAsync(command.Proposal, command.Answer, command.About, by, cancellationToken)
            : Task.FromResult(Reply.Refused(
                $"An approval takes no words. /decide {command.Proposal} approve", RefusalKind.Usage));
    }
}
