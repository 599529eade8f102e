using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Whom one reached: the <see cref="ReplyView.Result"/> of <c>GET /v1/about</c>.</summary>
/// <param name="Fleet">The fleet's name.</param>
/// <param name="Version">The parent's version.</param>
/// <param name="Sandbox">Whether its cloud is the sandbox.</param>
/// <param name="Data">Its data folder.</param>
/// <param name="News">The number of the newest news; see <see cref="NewsView"/>.</param>
/// <param name="Open">The operations that are under way.</param>
/// <param name="Waiting">How many proposals of agents wait for an Admin.</param>
public sealed record AboutView(
    string Fleet, string Version, bool Sandbox, string Data, long News, ImmutableList<OperationView> Open,
    int Waiting)
{
    /// <summary>As it stands in an envelope.</summary>
    public JsonNode ToResult() => JsonSerializer.SerializeToNode(this, ContractJson.Default.AboutView)!;

    /// <summary>What an envelope tells; null where it holds nothing of the kind.</summary>
    public static AboutView? Of(Envelope envelope) =>
        ContractJson.TryRead(envelope.Data?.Result, ContractJson.Default.AboutView);
}
