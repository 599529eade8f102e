using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>
/// What we ask people's requests, messages and logs by, as pure text; parameters as OpenClaw 2026.9.6 validates them.
/// </summary>
internal static class GatewayRequests
{
    // What the command line has: an agent that browses and writes takes minutes.
    private static readonly TimeSpan AgentDeadline = TimeSpan.FromMinutes(5);

    // Telegram itself is asked: 0.1-1.5 s, and its 429 is waited for.
    private static readonly TimeSpan TelegramDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Who waits to be let in, with request ids and without codes: 3-24 ms.</summary>
    public static RpcRequest ListPairings { get; } =
        new("channels.pairing.list", new JsonObject { ["channel"] = "telegram" });

    /// <summary>Lets one in and tells him. Makes nobody the owner, unlike the command line.</summary>
    public static RpcRequest ApprovePairing(string account, string requestId) =>
        new("channels.pairing.approve", new JsonObject
        {
            ["channel"] = "telegram",
            ["accountId"] = account,
            ["requestId"] = requestId,
            ["notify"] = true,
        })
        {
            IsRepeatable = false,
            Deadline = TelegramDeadline,
        };

    /// <summary>Turns one away.</summary>
    public static RpcRequest DismissPairing(string account, string requestId) =>
        new("channels.pairing.dismiss", new JsonObject
        {
            ["channel"] = "telegram",
            ["accountId"] = account,
            ["requestId"] = requestId,
        })
        {
            IsRepeatable = false,
        };

    /// <summary>Sends a text as the claw's bot.</summary>
    /// <param name="recipient">Numeric Telegram id.</param>
    /// <param name="text">The text, as it is.</param>
    /// <param name="key">Two sends of one key are one message.</param>
    public static RpcRequest SendMessage(long recipient, string text, string key) =>
        new("send", new JsonObject
        {
            ["channel"] = "telegram",
            ["to"] = recipient.ToString(),
            ["message"] = text,
            ["idempotencyKey"] = key,
        })
        {
            IsRepeatable = false,
            Deadline = TelegramDeadline,
        };

    /// <summary>Gives the agent a turn in its main session, and awaits its end.</summary>
    /// <inheritdoc cref="SendMessage"/>
    public static RpcRequest AskAgent(string text, string key) =>
        new("agent", new JsonObject { ["agentId"] = "main", ["message"] = text, ["idempotencyKey"] = key })
        {
            IsRepeatable = false,
            AwaitsEnd = true,
            Deadline = AgentDeadline,
        };

    /// <summary>The newest lines of the log's file, as they stand there.</summary>
    public static RpcRequest ReadLog(int lines) => new("logs.tail", new JsonObject { ["limit"] = lines });
}
