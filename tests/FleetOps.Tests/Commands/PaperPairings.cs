using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>A gateway on paper at which Bob waits to be let in. It counts what was decided and said.</summary>
internal sealed class PaperPairings : IGateway
{
    public static readonly PairingRequest Bob = new("7001", "9SMXHWEU", "bob", "Bob", Some.Moment, "default");

    public List<string> Done { get; } = [];

    public Task<IReadOnlyList<PairingRequest>> ListPairingsAsync(Claw claw, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PairingRequest>>([Bob]);

    public Task<PairingApproval> ApprovePairingAsync(
        Claw claw, PairingRequest request, CancellationToken cancellationToken) =>
        Do("approved", new PairingApproval(request.Sender, IsNotified: true));

    public Task DenyPairingAsync(Claw claw, PairingRequest request, CancellationToken cancellationToken) =>
        Do("denied", 0);

    public Task<string> SendMessageAsync(
        Claw claw, long recipient, string text, CancellationToken cancellationToken) => Do("sent", "17");

    public Task<string> AskAgentAsync(Claw claw, string text, CancellationToken cancellationToken) =>
        Do("asked", "Nothing.");

    public Task<IReadOnlyList<GatewayLogLine>> ReadLogAsync(
        Claw claw, int lines, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<GatewayLogLine>>([]);

    private Task<T> Do<T>(string what, T answer)
    {
        Done.Add(what);
        return Task.FromResult(answer);
    }
}
