using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>A question to a gateway by RPC; made by pure builders, tested as text.</summary>
/// <param name="Method">Which method; asked only where the gateway says that it has it.</param>
/// <param name="Parameters">Its parameters; none are <c>{}</c>.</param>
internal sealed record RpcRequest(string Method, JsonObject? Parameters = null)
{
    /// <summary>After this it is late; null for <see cref="GatewayOptions.CallTimeout"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether it may be put twice; what changes something may not.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>
    /// Whether the gateway answers twice, first that it accepted (<c>status: accepted</c>) and then how it ended.
    /// </summary>
    public bool AwaitsEnd { get; init; }
}
