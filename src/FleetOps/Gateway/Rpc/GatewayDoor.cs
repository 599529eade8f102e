using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>Opens a connection to a gateway: its token by the remote shell, then a forward to its loopback.</summary>
internal sealed class GatewayDoor(IRemoteShell shell, IOptions<GatewayOptions> options, TimeProvider time)
{
    /// <summary>Where every gateway listens on its machine's loopback (vm-runtime/defaults/openclaw.json).</summary>
    public const int Port = 18789;

    /// <summary>Opens one.</summary>
    /// <exception cref="RpcException">
    /// <see cref="RpcFault.NotSpoken"/> or <see cref="RpcFault.NotOpened"/>.
    /// </exception>
    /// <exception cref="FleetException">The machine itself cannot be entered.</exception>
    public async Task<GatewayConnection> OpenAsync(RemoteTarget target, CancellationToken cancellationToken)
    {
        var found = await shell.RunAsync(target, GatewayToken.Find, cancellationToken);
        var token = GatewayToken.Read(found) ?? throw new RpcException(RpcFault.NotSpoken, "it has no token");
        var forward = await ForwardAsync(target, cancellationToken);
        return await GatewayConnection.OpenAsync(forward, token, options.Value, time, cancellationToken);
    }

    // The machine was just entered: that it lets nothing through, or not any more, the command line will show.
    private async Task<RemoteForward> ForwardAsync(RemoteTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await shell.ForwardAsync(target, Port, cancellationToken);
        }
        catch (FleetException failure) when (failure.Reason == FailureReason.Unreachable)
        {
            throw new RpcException(RpcFault.NotOpened, "there is no way through to it", failure);
        }
    }
}
