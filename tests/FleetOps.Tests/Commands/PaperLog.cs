using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>A gateway that does nothing but log.</summary>
internal sealed class PaperLog : IGateway
{
    public List<GatewayLogLine> Lines { get; } = [];

    public Task<IReadOnlyList<GatewayLogLine>> ReadLogAsync(
        Claw claw, int lines, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<GatewayLogLine>>([.. Lines.TakeLast(lines)]);

    public Task<IReadOnlyList<PairingRequest>> ListPairingsAsync(Claw claw, CancellationToken cancellationToken) =>
        throw NotAsked();

    public Task<PairingApproval> ApprovePairingAsync(
        Claw claw, PairingRequest request, CancellationToken cancellationToken) => throw NotAsked();

    public Task DenyPairingAsync(Claw claw, PairingRequest request, CancellationToken cancellationToken) =>
        throw NotAsked();

    public Task<string> SendMessageAsync(
        Claw claw, long recipient, string text, CancellationToken cancellationToken) => throw NotAsked();

    public Task<string> AskAgentAsync(Claw claw, string text, CancellationToken cancellationToken) => throw NotAsked();

    private static InvalidOperationException NotAsked() => new("It only logs.");
}
