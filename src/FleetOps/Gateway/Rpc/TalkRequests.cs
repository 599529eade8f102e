using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>What we ask sessions by, as pure text; parameters as OpenClaw 2026.9.6 validates them.</summary>
internal static class TalkRequests
{
    // Most claws have a session or two; each is a question more.
    private const int MostSessions = 5;

    // What is shown of a message is a line.
    private const int LongestMessage = 1_000;

    /// <summary>The sessions in use last.</summary>
    public static RpcRequest ListSessions { get; } =
        new("sessions.list", new JsonObject { ["limit"] = MostSessions, ["sortBy"] = "updatedAt" });

    /// <summary>The newest messages of a session.</summary>
    public static RpcRequest ReadHistory(string session, int atMost) => new("chat.history", new JsonObject
    {
        ["sessionKey"] = session,
        ["limit"] = atMost,
        ["maxChars"] = LongestMessage,
    });

    /// <summary>The same by command line.</summary>
    public static RemoteCommand ByCommandLine(RpcRequest request) =>
        OpenClawCommands.Call(request.Method, request.Parameters);
}
