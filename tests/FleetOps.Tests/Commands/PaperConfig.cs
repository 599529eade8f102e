using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>
/// A configuration on paper, kept as OpenClaw keeps it: the bot's token is hidden, what is invalid or was made from
/// another state is refused, and what is hidden stays where it is written back.
/// </summary>
internal sealed class PaperConfig : IGatewayConfig
{
    private const string Hidden = "__OPENCLAW_REDACTED__";

    public const string Token = "123456:the-bot-s-own-token";

    public JsonObject Root { get; private set; } = (JsonObject)JsonNode.Parse(
        $$"""
        {
          "gateway": { "bind": "loopback", "port": 18789 },
          "channels": { "telegram": { "botToken": "{{Token}}", "dmPolicy": "pairing" } }
        }
        """)!;

    public int Writes { get; private set; }

    /// <summary>What is wrong with the file on the disk.</summary>
    public List<string> Faults { get; } = [];

    public Task<GatewayConfig> ReadConfigAsync(Claw claw, string? path, CancellationToken cancellationToken)
    {
        JsonNode? node = Shown();
        foreach (var key in path?.Split('.') ?? [])
            node = (node as JsonObject)?[key];
        return node is null
            ? throw new FleetException(FailureReason.NotFound, $"Config path not found: {path}")
            : Task.FromResult(new GatewayConfig(node.ToJsonString(new() { WriteIndented = true }), Hash(path)));
    }

    public Task<IReadOnlyList<string>> CheckConfigAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Faults);

    public Task SetConfigAsync(Claw claw, string path, JsonElement value, CancellationToken cancellationToken)
    {
        var root = (JsonObject)Root.DeepClone();
        var (folder, keys) = (root, path.Split('.'));
        foreach (var key in keys[..^1])
            folder = (JsonObject)(folder[key] ??= new JsonObject());
        folder[keys[^1]] = JsonNode.Parse(value.GetRawText());
        Write(root);
        return Task.CompletedTask;
    }

    public Task ReplaceConfigAsync(Claw claw, string text, string? hash, CancellationToken cancellationToken)
    {
        if (hash is not null && hash != Hash(path: null))
            throw new FleetException(FailureReason.GatewayRefused, "Somebody else wrote meanwhile.");

        Write((JsonObject)JsonNode.Parse(text)!);
        return Task.CompletedTask;
    }

    private void Write(JsonObject root)
    {
        if (root["gateway"]?["port"] is { } port && port.GetValueKind() != JsonValueKind.Number)
            throw new FleetException(FailureReason.GatewayRefused, "gateway.port: expected number, received string");

        if (root["channels"]?["telegram"] is JsonObject telegram && telegram["botToken"]?.GetValue<string>() == Hidden)
            telegram["botToken"] = Token;
        Root = root;
        Writes++;
    }

    private JsonObject Shown()
    {
        var shown = (JsonObject)Root.DeepClone();
        shown["channels"]!["telegram"]!["botToken"] = Hidden;
        return shown;
    }

    private string? Hash(string? path) => path is null
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root.ToJsonString())))
        : null;
}
