using System.Text.Json;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// The gateway by its <c>openclaw</c> command line, over the remote shell: what <see cref="ClawGateway"/> falls back
/// to.
/// </summary>
public sealed partial class OpenClawCli(IRemoteShell shell, ClawTargets targets, ILogger<OpenClawCli> logger) : IGateway
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PairingRequest>> ListPairingsAsync(
        Claw claw, CancellationToken cancellationToken) =>
        PairingAnswers.ReadList(await AskAsync(claw, OpenClawCommands.ListPairings, cancellationToken));

    /// <inheritdoc/>
    public async Task<PairingApproval> ApprovePairingAsync(
        Claw claw, PairingRequest request, CancellationToken cancellationToken)
    {
        string? requestId;
        try
        {
            requestId = await FindRequestIdAsync(claw, request, cancellationToken);
        }
        catch (FleetException failure)
            when (failure.Reason is FailureReason.Unavailable or FailureReason.Timeout or FailureReason.GatewayRefused)
        {
            // Down, hung, or too old to know the method: the CLI needs no gateway.
            LogByCode(claw.Name, failure);
            return await ApproveByCodeAsync(claw, request, cancellationToken);
        }

        if (requestId is null)
            throw Gone(claw, request);

        var approve = OpenClawCommands.ApproveRequest(request.Account, requestId);
        var answer = await AskAsync(claw, approve, cancellationToken);
        return PairingAnswers.ReadApproval(answer) ?? throw Unclear(claw, answer);
    }

    /// <inheritdoc/>
    public async Task DenyPairingAsync(Claw claw, PairingRequest request, CancellationToken cancellationToken)
    {
        var requestId = await FindRequestIdAsync(claw, request, cancellationToken) ?? throw Gone(claw, request);
        var dismiss = OpenClawCommands.DismissRequest(request.Account, requestId);
        var answer = await AskAsync(claw, dismiss, cancellationToken);
        if (GatewayAnswer.Text(answer, "requestId") != requestId)
            throw Unclear(claw, answer);
    }

    /// <inheritdoc/>
    public async Task<string> SendMessageAsync(
        Claw claw, long recipient, string text, CancellationToken cancellationToken)
    {
        var answer = await AskOnceAsync(claw, OpenClawCommands.SendMessage(recipient, text), cancellationToken);
        return GatewayAnswer.Find(answer, "payload") is { } payload
            && GatewayAnswer.Find(payload, "ok") is { ValueKind: JsonValueKind.True }
            && (GatewayAnswer.Text(payload, "messageId") ?? GatewayAnswer.Text(answer, "messageId")) is { } id
                ? id
                : throw Unclear(claw, answer, FailureReason.Unexpected);
    }

    /// <inheritdoc/>
    public async Task<string> AskAgentAsync(Claw claw, string text, CancellationToken cancellationToken)
    {
        var answer = await AskOnceAsync(claw, OpenClawCommands.AskAgent(text), cancellationToken);
        return AgentAnswer.Read(answer) ?? throw Unclear(claw, answer, FailureReason.Unexpected);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayLogLine>> ReadLogAsync(
        Claw claw, int lines, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(targets.Require(claw), OpenClawCommands.ReadLog(lines), cancellationToken);
        if (!result.IsSuccess)
            GatewayAnswer.Read(claw.Name.Value, result); // throws: its error is JSON on stderr

        return LogAnswer.Read(result.Text);
    }

    private async Task<PairingApproval> ApproveByCodeAsync(
        Claw claw, PairingRequest request, CancellationToken cancellationToken)
    {
        if (claw.Owner is null)
        {
            throw new FleetException(
                FailureReason.GatewayRefused,
                $"{claw.Name} has no owner yet, and while its gateway is down the first approval would make "
                + $"{request.Sender} its owner. Bring the gateway back first: /resuscitate {claw.Name}");
        }

        var result = await shell.RunAsync(
            targets.Require(claw), OpenClawCommands.ApproveCode(request.Code), cancellationToken);
        return PairingAnswers.ReadApprovalText(result) ?? throw GatewayAnswer.Unexpected(claw.Name.Value, result);
    }

    private async Task<string?> FindRequestIdAsync(
        Claw claw, PairingRequest request, CancellationToken cancellationToken) =>
        PairingAnswers.FindRequestId(
            await AskAsync(claw, OpenClawCommands.ListPairingRequests, cancellationToken), request);

    private async Task<JsonElement> AskAsync(Claw claw, RemoteCommand command, CancellationToken cancellationToken) =>
        GatewayAnswer.Read(
            claw.Name.Value, await shell.RunAsync(targets.Require(claw), command, cancellationToken));

    // What is done at most once must not be called refused where that is not certain.
    private async Task<JsonElement> AskOnceAsync(
        Claw claw, RemoteCommand command, CancellationToken cancellationToken) =>
        GatewayAnswer.Read(
            claw.Name.Value, await shell.RunAsync(targets.Require(claw), command, cancellationToken),
            FailureReason.Unexpected);

    /// <summary>The request does not wait any more.</summary>
    internal static FleetException Gone(Claw claw, PairingRequest request) => new(
        FailureReason.NotFound,
        $"{request.Sender} does not wait at {claw.Name} any more: a request lives one hour. "
        + "Let him write to the bot again.");

    /// <summary>The gateway answered, and not what it should.</summary>
    internal static FleetException Unclear(
        Claw claw, JsonElement answer, FailureReason reason = FailureReason.GatewayRefused) => new(
        reason,
        $"{claw.Name}'s gateway answered something else than expected: {Head(answer.GetRawText())}");

    private static string Head(string text) => text.Length > 200 ? $"{text[..200]}…" : text;

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Claw}: the gateway cannot approve, so the pairing code is used")]
    private partial void LogByCode(ClawName claw, Exception failure);
}
