using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// What people are told unasked: the <see cref="ReplyView.Result"/> of <c>GET /v1/news?since=</c>.
/// </summary>
/// <param name="Next">What to ask for next time as <c>since</c>.</param>
/// <param name="News">What came after the number asked for, oldest first; what is older than the last 200 is
/// gone.</param>
public sealed record NewsView(long Next, ImmutableList<NewsItemView> News)
{
    /// <summary>As it stands in an envelope.</summary>
    public JsonNode ToResult() => JsonSerializer.SerializeToNode(this, ContractJson.Default.NewsView)!;

    /// <summary>What an envelope tells; null where it holds nothing of the kind.</summary>
    public static NewsView? Of(Envelope envelope) =>
        ContractJson.TryRead(envelope.Data?.Result, ContractJson.Default.NewsView);
}
