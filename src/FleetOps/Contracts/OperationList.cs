using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>What <c>/op</c> tells programs, and <c>GET /v1/operations</c>.</summary>
/// <param name="Operations">Newest first.</param>
public sealed record OperationList(ImmutableList<OperationView> Operations)
{
    /// <summary>The list as <see cref="Commands.Reply.Result"/>.</summary>
    public static JsonNode? ToResult(IEnumerable<OperationRecord> operations) => JsonSerializer.SerializeToNode(
        new OperationList([.. operations.Select(OperationView.Of)]), ContractJson.Default.OperationList);
}
