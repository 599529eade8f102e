using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>What <c>/proposals</c> tells programs, and <c>GET /v1/proposals</c>.</summary>
/// <param name="Proposals">Newest first.</param>
public sealed record ProposalList(ImmutableList<ProposalView> Proposals)
{
    /// <summary>The list as <see cref="Commands.Reply.Result"/>.</summary>
    public static JsonNode? ToResult(IEnumerable<Proposal> proposals) => JsonSerializer.SerializeToNode(
        new ProposalList([.. proposals.Select(ProposalView.Of)]), ContractJson.Default.ProposalList);
}
