using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// The gateway by RPC, and by its command line wherever that is the way (see <see cref="RpcFallback"/>).
/// </summary>
internal sealed class ClawGateway(GatewayCalls calls, OpenClawCli cli) : IGateway
{
    private readonly PairingCodes _codes = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PairingRequest>> ListPairingsAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (await calls.TryAskAsync(claw, GatewayRequests.ListPairings, cancellationToken) is { } answer
            && _codes.Complete(claw.Name, PairingAnswers.ReadRequests(answer)) is { } complete)
        {
            return complete;
        }

        var told = await cli.ListPairingsAsync(claw, cancellationToken);
        _codes.Keep(claw.Name, told);
        return told;
    }

    /// <inheritdoc/>
    public async Task<PairingApproval> ApprovePairingAsync(
        Claw claw, PairingRequest request, CancellationToken cancellationToken)
    {
        if (await calls.TryAskAsync(claw, GatewayRequests.ListPairings, cancellationToken) is not { } waiting)
            return await cli.ApprovePairingAsync(claw, request, cancellationToken);

        var id = PairingAnswers.FindRequestId(waiting, request) ?? throw OpenClawCli.Gone(claw, request);
        var approve = GatewayRequests.ApprovePairing(request.Account, id);
        return await calls.TryAskAsync(claw, approve, cancellationToken) is { } answer
            ? PairingAnswers.ReadApproval(answer) ?? throw OpenClawCli.Unclear(claw, answer)
            : await cli.ApprovePairingAsync(claw, request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DenyPairingAsync(Claw claw, PairingRequest request, CancellationToken cancellationToken)
    {
        if (await calls.TryAskAsync(claw, GatewayRequests.ListPairings, cancellationToken) is { } waiting)
        {
            var id = PairingAnswers.FindRequestId(waiting, request) ?? throw OpenClawCli.Gone(claw, request);
            var dismiss = GatewayRequests.DismissPairing(request.Account, id);
            if (await calls.TryAskAsync(claw, dismiss, cancellationToken) is not null)
                return;
        }

        await cli.DenyPairingAsync(claw, request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> SendMessageAsync(
        Claw claw, long recipient, string text, CancellationToken cancellationToken)
    {
        OpenClawCommands.RequireText(text);
        var send = GatewayRequests.SendMessage(recipient, text, NewKey());
        return await calls.TryAskAsync(claw, send, cancellationToken) is { } answer
            ? GatewayAnswer.Text(answer, "messageId")
                ?? throw OpenClawCli.Unclear(claw, answer, FailureReason.Unexpected)
            : await cli.SendMessageAsync(claw, recipient, text, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> AskAgentAsync(Claw claw, string text, CancellationToken cancellationToken)
    {
        OpenClawCommands.RequireText(text);
        return await calls.TryAskAsync(claw, GatewayRequests.AskAgent(text, NewKey()), cancellationToken) is { } answer
            ? AgentAnswer.Read(answer) ?? throw OpenClawCli.Unclear(claw, answer, FailureReason.Unexpected)
            : await cli.AskAgentAsync(claw, text, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayLogLine>> ReadLogAsync(
        Claw claw, int lines, CancellationToken cancellationToken) =>
        await calls.TryAskAsync(claw, GatewayRequests.ReadLog(lines), cancellationToken) is { } answer
            ? LogAnswer.ReadTail(answer)
            : await cli.ReadLogAsync(claw, lines, cancellationToken);

    private static string NewKey() => $"parentclaw-{Guid.NewGuid():N}";
}
