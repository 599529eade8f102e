using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>The configuration of a gateway, by RPC or command line.</summary>
internal sealed class ClawConfig(GatewayCalls calls) : IGatewayConfig
{
    /// <inheritdoc/>
    public async Task<GatewayConfig> ReadConfigAsync(Claw claw, string? path, CancellationToken cancellationToken)
    {
        if (path is null)
            return ConfigAnswers.Read(await ReadWholeAsync(claw, cancellationToken)) ?? throw NoConfig(claw);

        return await calls.TryAskAsync(claw, GatewayCareRequests.ReadConfig, cancellationToken) is { } answer
            ? ConfigAnswers.ReadPart(answer, path) ?? throw NothingAt(claw, path)
            : await ReadPartAsync(claw, path, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CheckConfigAsync(Claw claw, CancellationToken cancellationToken)
    {
        var result = await calls.RunAsync(claw, OpenClawCareCommands.CheckConfig, cancellationToken);
        return ConfigAnswers.ReadFaults(result)
            ?? throw GatewayAnswer.Unexpected(claw.Name.Value, result, FailureReason.CommandFailed);
    }

    /// <inheritdoc/>
    public async Task SetConfigAsync(
        Claw claw, string path, JsonElement value, CancellationToken cancellationToken)
    {
        if (await calls.TryAskAsync(claw, GatewayCareRequests.ReadConfig, cancellationToken) is { } answer)
        {
            var (whole, hash) = ConfigAnswers.ReadWhole(answer) ?? throw NoConfig(claw);
            ConfigPath.Set(whole, path, JsonSerializer.SerializeToNode(value));
            if (await calls.TryAskAsync(
                claw, GatewayCareRequests.ReplaceConfig(whole.ToJsonString(), hash), cancellationToken) is not null)
            {
                return;
            }
        }

        var result = await calls.RunAsync(claw, OpenClawCareCommands.SetConfig(path, value), cancellationToken);
        if (!result.IsSuccess)
            throw GatewayAnswer.Unexpected(claw.Name.Value, result);
    }

    /// <inheritdoc/>
    public async Task ReplaceConfigAsync(Claw claw, string text, string? hash, CancellationToken cancellationToken)
    {
        var present = hash ?? ConfigAnswers.Read(await ReadWholeAsync(claw, cancellationToken))?.Hash;
        var replace = GatewayCareRequests.ReplaceConfig(text, present ?? "");
        if (await calls.TryAskAsync(claw, replace, cancellationToken) is null)
        {
            throw new FleetException(
                FailureReason.Unavailable,
                $"{claw.Name}'s gateway does not take a whole configuration now, for RPC does not reach it. Bring it back "
                + $"(/resuscitate {claw.Name}), or set what is needed part by part.");
        }
    }

    private Task<JsonElement> ReadWholeAsync(Claw claw, CancellationToken cancellationToken) => calls.AskAsync(
        claw, GatewayCareRequests.ReadConfig, OpenClawCareCommands.ReadConfig, cancellationToken);

    private async Task<GatewayConfig> ReadPartAsync(Claw claw, string path, CancellationToken cancellationToken)
    {
        var result = await calls.RunAsync(claw, OpenClawCareCommands.ReadConfigPart(path), cancellationToken);
        return result.IsSuccess && GatewayAnswer.TryParse(result.Text) is { } part
            ? new GatewayConfig(ConfigAnswers.Indent(part), Hash: null)
            : throw NothingAt(claw, path);
    }

    private static FleetException NoConfig(Claw claw) => new(
        FailureReason.Unavailable, $"{claw.Name}'s gateway has no configuration that can be read: /doctor {claw.Name}");

    private static FleetException NothingAt(Claw claw, string path) =>
        new(FailureReason.NotFound, $"Nothing stands at {path} in {claw.Name}'s configuration.");
}
