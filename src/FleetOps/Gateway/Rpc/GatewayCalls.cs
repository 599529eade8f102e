using System.Text.Json;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>Asks a claw's gateway: by RPC, and by its command line where <see cref="RpcFallback"/> says so.</summary>
internal sealed partial class GatewayCalls(
    GatewayConnections connections, IRemoteShell shell, ClawTargets targets, ILogger<GatewayCalls> logger)
{
    /// <summary>Asks by RPC.</summary>
    /// <returns>The answer; null where the command line is to be asked, because nothing happened.</returns>
    /// <exception cref="FleetException">As <see cref="IGateway"/> has it.</exception>
    public async Task<JsonElement?> TryAskAsync(Claw claw, RpcRequest request, CancellationToken cancellationToken)
    {
        using var span = FleetTelemetry.GatewayCall(request.Method, claw.Name);
        try
        {
            var connection = await connections.GetAsync(targets.Require(claw), cancellationToken);
            var answer = await connection.AskAsync(request, cancellationToken);
            span?.End("ok");
            return answer;
        }
        catch (RpcException fault) when (RpcFallback.IsByCommandLine(fault.Fault, request.IsRepeatable))
        {
            span?.Fail(fault.Fault.ToString());
            LogByCommandLine(claw.Name, request.Method, fault.Fault);
            return null;
        }
        catch (RpcException fault)
        {
            span?.Fail(fault.Fault.ToString());
            throw new FleetException(
                RpcFallback.Reason(fault.Fault, request.IsRepeatable), Say(claw.Name, fault), fault);
        }
    }

    /// <summary>Asks by RPC, else by a command line that prints the same JSON.</summary>
    /// <inheritdoc cref="TryAskAsync"/>
    public async Task<JsonElement> AskAsync(
        Claw claw, RpcRequest request, RemoteCommand otherwise, CancellationToken cancellationToken) =>
        await TryAskAsync(claw, request, cancellationToken)
        ?? await AskByCommandLineAsync(claw, otherwise, cancellationToken);

    /// <summary>Asks by a command line that prints JSON.</summary>
    /// <exception cref="FleetException">As <see cref="IGateway"/> has it.</exception>
    public async Task<JsonElement> AskByCommandLineAsync(
        Claw claw, RemoteCommand command, CancellationToken cancellationToken) =>
        GatewayAnswer.Read(claw.Name.Value, await RunAsync(claw, command, cancellationToken));

    /// <summary>Runs a command line whose exit code or output the caller judges.</summary>
    public Task<RemoteResult> RunAsync(Claw claw, RemoteCommand command, CancellationToken cancellationToken) =>
        shell.RunAsync(targets.Require(claw), command, cancellationToken);

    /// <summary>What the gateway said of itself; null where RPC does not reach it.</summary>
    public async Task<GatewayHello?> FindHelloAsync(Claw claw, CancellationToken cancellationToken)
    {
        try
        {
            return (await connections.GetAsync(targets.Require(claw), cancellationToken)).Hello;
        }
        catch (RpcException fault)
        {
            LogByCommandLine(claw.Name, "connect", fault.Fault);
            return null;
        }
    }

    /// <summary>Closes the claw's connection, so that the next question opens another.</summary>
    public void Forget(Claw claw) => connections.Forget(claw.Name);

    private static string Say(ClawName claw, RpcException fault) => fault.Fault switch
    {
        RpcFault.Refused or RpcFault.MethodMissing => $"{claw}'s gateway refuses: {fault.Message}",
        RpcFault.Busy => $"{claw}'s gateway is busy: {fault.Message}. Try again in a moment.",
        RpcFault.Failed => $"{claw}'s gateway failed: {fault.Message}",
        RpcFault.Malformed => $"{claw}'s gateway answered something else than expected: {fault.Message}.",
        _ => $"{claw}'s gateway does not answer ({fault.Message}). /resuscitate {claw} brings it back.",
    };

    [LoggerMessage(
        Level = LogLevel.Debug, Message = "{Claw}: {Method} is asked by command line, since RPC came to grief: {Fault}")]
    private partial void LogByCommandLine(ClawName claw, string method, RpcFault fault);
}
