using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>What <c>/fleet</c> tells programs.</summary>
/// <param name="Claws">By name.</param>
public sealed record FleetView(ImmutableList<ClawView> Claws)
{
    /// <summary>As <see cref="Commands.Reply.Result"/>; kept as bytes until somebody reads it.</summary>
    public JsonNode? ToResult() => JsonSerializer.SerializeToNode(this, ContractJson.Default.FleetView);
}
