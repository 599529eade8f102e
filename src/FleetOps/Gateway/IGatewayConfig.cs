using System.Text.Json;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// A gateway's <c>openclaw.json</c>. Secrets in it are shown as <c>__OPENCLAW_REDACTED__</c>, and a write that holds
/// that word leaves what stands there. Nothing invalid is ever written: the gateway checks before. Throws as
/// <see cref="IGateway"/> does.
/// </summary>
public interface IGatewayConfig
{
    /// <summary>All of it, or the part at a dotted path (<c>channels.telegram</c>).</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.NotFound"/>: nothing stands at the path.</exception>
    Task<GatewayConfig> ReadConfigAsync(Claw claw, string? path, CancellationToken cancellationToken);

    /// <summary>What is wrong with the file on the claw's disk; works while the gateway is down.</summary>
    /// <returns>A line a fault, <c>gateway.port: expected number</c>; empty where it is valid.</returns>
    Task<IReadOnlyList<string>> CheckConfigAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>Sets the value at a dotted path, if the whole is valid with it.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.GatewayRefused"/> with what is wrong: nothing was written.
    /// </exception>
    Task SetConfigAsync(Claw claw, string path, JsonElement value, CancellationToken cancellationToken);

    /// <summary>Puts a whole file in its place, if it is valid and nobody else wrote since it was read.</summary>
    /// <param name="claw">Whose.</param>
    /// <param name="text">JSON, as <see cref="GatewayConfig.Text"/> has it.</param>
    /// <param name="hash"><see cref="GatewayConfig.Hash"/> of what it was made from; null for whatever stands
    /// there.</param>
    /// <param name="cancellationToken">Ends the waiting; it may still be written.</param>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.GatewayRefused"/> with what is wrong: nothing was written.
    /// </exception>
    Task ReplaceConfigAsync(Claw claw, string text, string? hash, CancellationToken cancellationToken);
}

/// <summary>A configuration as it was read.</summary>
/// <param name="Text">Indented JSON, secrets redacted.</param>
/// <param name="Hash">Tells one state of the file from another; null where only a part was read.</param>
public sealed record GatewayConfig(string Text, string? Hash);
