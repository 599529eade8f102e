using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>
/// What we ask devices, configuration, jobs and care by, as pure text; parameters as OpenClaw 2026.9.6 validates them.
/// </summary>
internal static class GatewayCareRequests
{
    // Most jobs of one page; nobody has more.
    private const int MostJobs = 200;

    // The whole configuration is read, checked, written, and applied to what runs: 0.7-1.1 s, longer where a channel
    // restarts after work that is under way.
    private static readonly TimeSpan ConfigDeadline = TimeSpan.FromMinutes(1);

    // Session logs of the days are read: 2.4 s cold.
    private static readonly TimeSpan UsageDeadline = TimeSpan.FromSeconds(60);

    /// <summary>Devices that wait, and those let in.</summary>
    public static RpcRequest ListDevices { get; } = new("device.pair.list");

    /// <summary>The whole configuration, redacted, with its hash.</summary>
    public static RpcRequest ReadConfig { get; } = new("config.get");

    /// <summary>All jobs.</summary>
    public static RpcRequest ListCron { get; } =
        new("cron.list", new JsonObject { ["includeDisabled"] = true, ["limit"] = MostJobs });

    /// <summary>Each channel's accounts, without asking the channels themselves.</summary>
    public static RpcRequest ListChannels { get; } = new("channels.status");

    /// <summary>Whether it may be restarted now.</summary>
    public static RpcRequest MayRestart { get; } = new("gateway.restart.preflight");

    /// <summary>Orders a restart once nothing is under way; answers before it happens.</summary>
    public static RpcRequest Restart { get; } =
        new("gateway.restart.request", new JsonObject { ["reason"] = "parentclaw" }) { IsRepeatable = false };

    /// <summary>Lets a device in.</summary>
    public static RpcRequest ApproveDevice(string requestId) => DecideDevice("device.pair.approve", requestId);

    /// <summary>Turns a device away.</summary>
    public static RpcRequest RejectDevice(string requestId) => DecideDevice("device.pair.reject", requestId);

    /// <summary>
    /// Puts a whole configuration in its place. The gateway puts back what was redacted, refuses what is invalid, and
    /// what was made from another state of the file.
    /// </summary>
    public static RpcRequest ReplaceConfig(string text, string hash) =>
        new("config.apply", new JsonObject { ["raw"] = text, ["baseHash"] = hash })
        {
            IsRepeatable = false,
            Deadline = ConfigDeadline,
        };

    /// <summary>Adds a job: a turn of the agent in a session of its own.</summary>
    /// <param name="order">Which.</param>
    /// <param name="owner">Whom it tells its answer in Telegram; null for nobody.</param>
    public static RpcRequest AddCron(GatewayCronOrder order, long? owner) => new("cron.add", new JsonObject
    {
        ["name"] = order.Name,
        ["schedule"] = new JsonObject { ["kind"] = "cron", ["expr"] = order.Expression, ["tz"] = order.TimeZone },
        ["sessionTarget"] = "isolated",
        ["wakeMode"] = "now",
        ["payload"] = new JsonObject { ["kind"] = "agentTurn", ["message"] = order.Text },
        ["delivery"] = owner is { } told
            ? new JsonObject { ["mode"] = "announce", ["channel"] = "telegram", ["to"] = told.ToString() }
            : new JsonObject { ["mode"] = "none" },
        ["enabled"] = true,
    })
    {
        IsRepeatable = false,
    };

    /// <summary>Removes a job.</summary>
    public static RpcRequest RemoveCron(string id) =>
        new("cron.remove", new JsonObject { ["id"] = id }) { IsRepeatable = false };

    /// <summary>Tokens and money a day, of all agents.</summary>
    public static RpcRequest ReadUsage(int days) =>
        new("usage.cost", new JsonObject { ["days"] = days, ["agentScope"] = "all" }) { Deadline = UsageDeadline };

    private static RpcRequest DecideDevice(string method, string requestId) =>
        new(method, new JsonObject { ["requestId"] = requestId }) { IsRepeatable = false };
}
