using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Secrets;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>What a gateway says of itself once it let us in.</summary>
/// <param name="Version">Of OpenClaw, as it says.</param>
/// <param name="BootId">Another one after each start of the gateway.</param>
/// <param name="Methods">What it can be asked.</param>
internal sealed record GatewayHello(string? Version, string? BootId, FrozenSet<string> Methods)
{
    /// <summary>The one version of the protocol that we speak.</summary>
    public const int Protocol = 4;

    /// <summary>The detail of a refusal that says that it speaks another version.</summary>
    public const string OtherProtocol = "PROTOCOL_MISMATCH";

    /// <summary>
    /// The first question. The gateway's token makes us an operator with all scopes where we come from its own
    /// loopback, as a forward does; no device needs to be let in for that.
    /// </summary>
    public static RpcRequest Connect(Secret token) => new("connect", new JsonObject
    {
        ["minProtocol"] = Protocol,
        ["maxProtocol"] = Protocol,
        ["client"] = new JsonObject
        {
            ["id"] = "gateway-client",
            ["version"] = "1.0.0",
            ["platform"] = "linux",
            ["mode"] = "backend",
        },
        ["role"] = "operator",
        ["scopes"] = new JsonArray(
            "operator.read", "operator.write", "operator.admin", "operator.pairing", "operator.approvals"),
        ["caps"] = new JsonArray(),
        ["commands"] = new JsonArray(),
        ["permissions"] = new JsonObject(),
        ["auth"] = new JsonObject { ["token"] = token.Reveal() },
        ["locale"] = "en-US",
        ["userAgent"] = "parentclaw",
    });

    /// <summary>Reads the answer to it.</summary>
    /// <exception cref="RpcException"><see cref="RpcFault.NotSpoken"/>: it is no hello.</exception>
    public static GatewayHello Read(JsonElement answer)
    {
        var methods = Items(Find(answer, "features") ?? default, "methods")
            .Where(method => method.ValueKind == JsonValueKind.String)
            .Select(method => method.GetString()!)
            .ToFrozenSet(StringComparer.Ordinal);
        if (Text(answer, "type") != "hello-ok" || methods.Count == 0)
            throw new RpcException(RpcFault.NotSpoken, "it said no hello");

        var server = Find(answer, "server") ?? default;
        return new GatewayHello(Text(server, "version"), Text(server, "bootId"), methods);
    }
}
