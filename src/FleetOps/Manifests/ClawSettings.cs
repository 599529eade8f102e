using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>Sets what a claw's gateway must know itself; each part is set only where it changes.</summary>
public sealed class ClawSettings(IGatewayConfig config)
{
    private const string Owners = "commands.ownerAllowFrom";
    private const string Telegram = "channels.telegram";
    private const string Model = "agents.defaults.model.primary";

    /// <summary>Sets who owns the claw and who may write to its bot.</summary>
    /// <param name="claw">As it is.</param>
    /// <param name="next">As it shall be.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="FleetException">As <see cref="IGatewayConfig.SetConfigAsync"/>.</exception>
    public async Task SetAccessAsync(Claw claw, Claw next, CancellationToken cancellationToken)
    {
        if (next.Owner != claw.Owner)
            await SetAsync(claw, Owners, await OwnersAsync(claw, next, cancellationToken), cancellationToken);
        var (was, senders) = (AccessChange.Senders(claw), AccessChange.Senders(next));
        if (!senders.SequenceEqual(was))
            await SetAsync(claw, $"{Telegram}.allowFrom", List(senders), cancellationToken);
        if (next.DmPolicy != claw.DmPolicy)
            await SetAsync(
                claw, $"{Telegram}.dmPolicy", JsonValue.Create($"{next.DmPolicy}".ToLowerInvariant()),
                cancellationToken);
    }

    /// <summary>Sets its model; of the same provider, whose key it has.</summary>
    public Task SetModelAsync(Claw claw, string model, CancellationToken cancellationToken) =>
        SetAsync(claw, Model, JsonValue.Create(model), cancellationToken);

    /// <summary>What is wrong with its configuration, a sentence; null where an update may begin.</summary>
    public async Task<string?> FindFaultAsync(Claw claw, CancellationToken cancellationToken) =>
        await config.CheckConfigAsync(claw, cancellationToken) is [var first, ..]
            ? $"{claw.Name}'s configuration is not valid ({Quoted.Line(first, 120)}); mend it, then apply again."
            : null;

    // Whoever else was named there stays.
    private async Task<JsonNode> OwnersAsync(Claw claw, Claw next, CancellationToken cancellationToken)
    {
        var former = $"telegram:{claw.Owner}";
        var others = (await ReadOwnersAsync(claw, cancellationToken))
            .Where(one => one != former && one != $"telegram:{next.Owner}");
        return List([$"telegram:{next.Owner}", .. others]);
    }

    private async Task<IEnumerable<string>> ReadOwnersAsync(Claw claw, CancellationToken cancellationToken)
    {
        try
        {
            var read = await config.ReadConfigAsync(claw, Owners, cancellationToken);
            return JsonNode.Parse(read.Text) is JsonArray list
                ? list.OfType<JsonValue>().Where(one => one.GetValueKind() == JsonValueKind.String)
                    .Select(one => (string)one!)
                : [];
        }
        catch (FleetException none) when (none.Reason == FailureReason.NotFound)
        {
            return [];
        }
    }

    private Task SetAsync(Claw claw, string path, JsonNode value, CancellationToken cancellationToken) =>
        config.SetConfigAsync(claw, path, JsonSerializer.SerializeToElement(value), cancellationToken);

    private static JsonArray List(IEnumerable<string> items) => new([.. items.Select(item => JsonValue.Create(item))]);
}
