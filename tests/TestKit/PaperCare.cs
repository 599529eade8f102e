using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.TestKit;

/// <summary>
/// What gateways on paper say of their versions and their configuration; asked anything else they throw.
/// </summary>
public sealed class PaperCare : IGatewayCare, IGatewayConfig
{
    /// <summary>The newest OpenClaw that the registry has; null where it does not answer.</summary>
    public OpenClawVersion? Newest { get; set; } = OpenClawVersion.Parse("2026.9.7");

    /// <summary>What is wrong with every configuration.</summary>
    public IReadOnlyList<string> Faults { get; set; } = [];

    /// <inheritdoc/>
    public Task<GatewayUpdate> FindUpdateAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayUpdate(claw.Spec!.OpenClaw!, Newest));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CheckConfigAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult(Faults);

    /// <inheritdoc/>
    public Task<IReadOnlyList<GatewayChannel>> ListChannelsAsync(Claw claw, CancellationToken cancellationToken) =>
        throw Unforeseen();

    /// <inheritdoc/>
    public Task<IReadOnlyList<GatewayFinding>> AuditSecurityAsync(Claw claw, CancellationToken cancellationToken) =>
        throw Unforeseen();

    /// <inheritdoc/>
    public Task<IReadOnlyList<GatewayFinding>> ExamineAsync(Claw claw, CancellationToken cancellationToken) =>
        throw Unforeseen();

    /// <inheritdoc/>
    public Task<GatewayUsage> ReadUsageAsync(Claw claw, int days, CancellationToken cancellationToken) =>
        throw Unforeseen();

    /// <inheritdoc/>
    public Task RestartSafelyAsync(Claw claw, CancellationToken cancellationToken) => throw Unforeseen();

    /// <inheritdoc/>
    public Task<GatewayConfig> ReadConfigAsync(Claw claw, string? path, CancellationToken cancellationToken) =>
        throw Unforeseen();

    /// <inheritdoc/>
    public Task SetConfigAsync(Claw claw, string path, JsonElement value, CancellationToken cancellationToken) =>
        throw Unforeseen();

    /// <inheritdoc/>
    public Task ReplaceConfigAsync(Claw claw, string text, string? hash, CancellationToken cancellationToken) =>
        throw Unforeseen();

    private static InvalidOperationException Unforeseen() => new("Nobody foresaw that.");
}
