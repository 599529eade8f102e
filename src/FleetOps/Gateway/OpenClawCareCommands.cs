using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// The <c>openclaw</c> command lines for devices, configuration, jobs and care, as pure text; see
/// <see cref="OpenClawCommands"/>. Deadlines are about three times the slowest run on two cores.
/// </summary>
internal static class OpenClawCareCommands
{
    // 5.7 s cold; it loads the channel plugins.
    private static readonly TimeSpan AuditDeadline = TimeSpan.FromSeconds(30);

    // 10-23 s.
    private static readonly TimeSpan DoctorDeadline = TimeSpan.FromSeconds(75);

    // 1-6 s: it may ask the registry.
    private static readonly TimeSpan UpdateDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Devices that wait, and those let in.</summary>
    public static RemoteCommand ListDevices { get; } = OpenClawCommands.OpenClaw("devices", "list", "--json");

    /// <summary>The whole configuration, redacted, with its hash.</summary>
    public static RemoteCommand ReadConfig { get; } = OpenClawCommands.Call("config.get", parameters: null);

    /// <summary>What is wrong with the file on the disk; needs no gateway. Exit code 1 where something is.</summary>
    public static RemoteCommand CheckConfig { get; } = OpenClawCommands.OpenClaw("config", "validate", "--json");

    /// <summary>
    /// All jobs. Not by <c>openclaw cron</c>, which calls a gateway that is down a <c>cli_error</c> like any other.
    /// </summary>
    public static RemoteCommand ListCron { get; } = Call(GatewayCareRequests.ListCron);

    /// <summary>
    /// Each channel's accounts. Not by <c>channels status</c>, which takes a minute and exits with 0 where the gateway
    /// is down.
    /// </summary>
    public static RemoteCommand ListChannels { get; } = OpenClawCommands.Call("channels.status", parameters: null);

    /// <summary>OpenClaw's own audit.</summary>
    public static RemoteCommand AuditSecurity { get; } =
        OpenClawCommands.OpenClaw("security", "audit", "--json") with { Deadline = AuditDeadline };

    /// <summary>
    /// What the doctor finds; needs no gateway and mends nothing. Exit code 1 where it finds something.
    /// </summary>
    public static RemoteCommand Examine { get; } =
        OpenClawCommands.OpenClaw("doctor", "--lint", "--json") with { Deadline = DoctorDeadline };

    /// <summary>A line with the version installed, then JSON of what there is; needs no gateway.</summary>
    public static RemoteCommand FindUpdate { get; } =
        OpenClawCommands.Shell("openclaw --version && exec openclaw update status --json")
            with
        { Deadline = UpdateDeadline };

    /// <summary>Whether it may be restarted now.</summary>
    public static RemoteCommand MayRestart { get; } =
        OpenClawCommands.Call("gateway.restart.preflight", parameters: null);

    /// <summary>Orders a restart once nothing is under way; ends before it happens.</summary>
    public static RemoteCommand Restart { get; } = OpenClawCommands.OpenClaw("gateway", "restart", "--safe", "--json");

    /// <summary>Whether it answers: 0.8 s; 1.1 s to fail where it is down.</summary>
    public static RemoteCommand IsLive { get; } = OpenClawCommands.OpenClaw("gateway", "health", "--json");

    /// <summary>Lets a device in; without its exact id the command only shows what it would do.</summary>
    public static RemoteCommand ApproveDevice(string requestId) =>
        OpenClawCommands.OpenClaw("devices", "approve", requestId, "--json");

    /// <summary>Turns a device away.</summary>
    public static RemoteCommand RejectDevice(string requestId) =>
        OpenClawCommands.OpenClaw("devices", "reject", requestId, "--json");

    /// <summary>A part of the configuration, redacted; needs no gateway. Exit code 1 where there is none.</summary>
    public static RemoteCommand ReadConfigPart(string path) =>
        OpenClawCommands.OpenClaw("config", "get", path, "--json");

    /// <summary>
    /// Sets a value, if the whole is valid with it; needs no gateway. The value travels through stdin: it may be
    /// secret.
    /// </summary>
    public static RemoteCommand SetConfig(string path, JsonElement value)
    {
        JsonNode? patch = JsonSerializer.SerializeToNode(value);
        foreach (var name in path.Split('.').Reverse())
            patch = new JsonObject { [name] = patch };

        return OpenClawCommands.OpenClaw("config", "patch", "--stdin", "--replace-path", path) with
        {
            Input = Encoding.UTF8.GetBytes(patch!.ToJsonString()),
        };
    }

    /// <summary>Adds a job.</summary>
    /// <inheritdoc cref="GatewayCareRequests.AddCron"/>
    public static RemoteCommand AddCron(GatewayCronOrder order, long? owner) =>
        Call(GatewayCareRequests.AddCron(order, owner));

    /// <summary>Removes a job.</summary>
    public static RemoteCommand RemoveCron(string id) => Call(GatewayCareRequests.RemoveCron(id));

    /// <summary>Tokens and money a day, of all agents.</summary>
    public static RemoteCommand ReadUsage(int days) =>
        OpenClawCommands.OpenClaw("gateway", "usage-cost", "--days", days.ToString(), "--all-agents", "--json");

    private static RemoteCommand Call(RpcRequest request) => OpenClawCommands.Call(request.Method, request.Parameters);
}
