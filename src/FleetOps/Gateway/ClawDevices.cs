using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>The devices of a gateway, by RPC or command line.</summary>
internal sealed class ClawDevices(GatewayCalls calls) : IGatewayDevices
{
    /// <inheritdoc/>
    public async Task<GatewayDevices> ListDevicesAsync(Claw claw, CancellationToken cancellationToken) =>
        DeviceAnswers.Read(await calls.AskAsync(
            claw, GatewayCareRequests.ListDevices, OpenClawCareCommands.ListDevices, cancellationToken));

    /// <inheritdoc/>
    public async Task ApproveDeviceAsync(Claw claw, string requestId, CancellationToken cancellationToken)
    {
        await RequireWaitingAsync(claw, requestId, cancellationToken);
        await calls.AskAsync(
            claw, GatewayCareRequests.ApproveDevice(requestId), OpenClawCareCommands.ApproveDevice(requestId),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RejectDeviceAsync(Claw claw, string requestId, CancellationToken cancellationToken)
    {
        await RequireWaitingAsync(claw, requestId, cancellationToken);
        await calls.AskAsync(
            claw, GatewayCareRequests.RejectDevice(requestId), OpenClawCareCommands.RejectDevice(requestId),
            cancellationToken);
    }

    // The gateway refuses an unknown request as it refuses anything else, so that one must look.
    private async Task RequireWaitingAsync(Claw claw, string requestId, CancellationToken cancellationToken)
    {
        var devices = await ListDevicesAsync(claw, cancellationToken);
        if (devices.Pending.All(device => device.Id != requestId))
        {
            throw new FleetException(
                FailureReason.NotFound,
                $"No device waits at {claw.Name} under {requestId} any more. Let it ask again: /devices {claw.Name}");
        }
    }
}
