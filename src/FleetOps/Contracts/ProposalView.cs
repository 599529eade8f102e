using System.Collections.Immutable;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>A proposal for programs.</summary>
/// <param name="Id">As <c>pr-k3f9x2ma</c>.</param>
/// <param name="Line">The command as it would be typed.</param>
/// <param name="By">The agent.</param>
/// <param name="Why">Why, as the agent says.</param>
/// <param name="Status"><c>waiting</c>, <c>approved</c>, <c>done</c>, <c>failed</c>, <c>refused</c>,
/// <c>expired</c>.</param>
/// <param name="Until">How long it waits.</param>
/// <param name="DecidedBy">The name of who decided; null where nobody did.</param>
/// <param name="DecidedById">His id, as <c>telegram:4711</c>: several may have one name.</param>
/// <param name="Operation">The operation that came of it, where it is one.</param>
/// <param name="Outcome">What came of it, in a sentence; null before.</param>
public sealed record ProposalView(
    string Id, string Line, string By, string? Why, string Status, DateTimeOffset Until, string? DecidedBy,
    string? DecidedById, string? Operation, string? Outcome)
{
    /// <summary>All operations that came of it, of a command that may begin several; absent of every other.</summary>
    public ImmutableList<string>? Operations { get; init; }

    /// <summary>The view of a proposal.</summary>
    public static ProposalView Of(Proposal proposal) => new(
        proposal.Id.Value, proposal.Line, proposal.Agent, proposal.Why, Words.Of(proposal.Status), proposal.Until,
        proposal.DecidedBy, proposal.DecidedById, proposal.Operation?.Value, proposal.Outcome)
    {
        Operations = proposal.Operations?.ConvertAll(operation => operation.Value),
    };
}
