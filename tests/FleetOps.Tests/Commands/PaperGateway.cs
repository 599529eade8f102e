using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>
/// A gateway on paper: it holds what a real one holds and refuses what that refuses. What a test did not lay down it
/// does not answer.
/// </summary>
internal sealed class PaperGateway : IGatewayDevices, IGatewayCare
{
    public List<GatewayDevice> Waiting { get; } = [];

    public List<GatewayDevice> LetIn { get; } = [];

    /// <summary>Called before a decision about a device: somebody else may be faster.</summary>
    public Action BeforeDecision { get; set; } = () => { };

    public IReadOnlyList<GatewayFinding>? Audit { get; set; }

    public IReadOnlyList<GatewayFinding>? Examination { get; set; }

    public IReadOnlyList<GatewayUsageDay>? Days { get; set; }

    /// <summary>What keeps it from restarting; null for nothing.</summary>
    public string? UnderWay { get; set; }

    public int Restarts { get; private set; }

    public Task<GatewayDevices> ListDevicesAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayDevices([.. Waiting], [.. LetIn]));

    public Task ApproveDeviceAsync(Claw claw, string requestId, CancellationToken cancellationToken)
    {
        LetIn.Add(Take(requestId));
        return Task.CompletedTask;
    }

    public Task RejectDeviceAsync(Claw claw, string requestId, CancellationToken cancellationToken)
    {
        Take(requestId);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<GatewayFinding>> AuditSecurityAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult(Audit ?? throw NotAsked());

    public Task<IReadOnlyList<GatewayFinding>> ExamineAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult(Examination ?? throw NotAsked());

    public Task<GatewayUsage> ReadUsageAsync(Claw claw, int days, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayUsage([.. (Days ?? throw NotAsked()).TakeLast(days)]));

    public Task RestartSafelyAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (UnderWay is { } work)
            throw new FleetException(FailureReason.GatewayRefused, $"{claw.Name}'s gateway is at work: {work}.");

        Restarts++;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<GatewayChannel>> ListChannelsAsync(Claw claw, CancellationToken cancellationToken) =>
        throw NotAsked();

    public Task<GatewayUpdate> FindUpdateAsync(Claw claw, CancellationToken cancellationToken) => throw NotAsked();

    private static InvalidOperationException NotAsked() => new("No test laid this down.");

    private GatewayDevice Take(string requestId)
    {
        BeforeDecision();
        var found = Waiting.Find(device => device.Id == requestId)
            ?? throw new FleetException(FailureReason.NotFound, "unknown requestId");
        Waiting.Remove(found);
        return found;
    }
}
