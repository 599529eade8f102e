using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>
/// What <see cref="GatewayConnections"/> knows of one claw: its connection, or why none is tried. Under its lock.
/// </summary>
/// <param name="target">To which machine.</param>
internal sealed class GatewayEntry(RemoteTarget target)
{
    /// <summary>To which machine.</summary>
    public RemoteTarget Target { get; } = target;

    /// <summary>The connection, once it is open.</summary>
    public Task<GatewayConnection> Opening { get; set; } = null!;

    /// <summary>When somebody wanted it last, as a timestamp of the clock.</summary>
    public long UsedAt { get; set; }

    /// <summary>Why it is not tried; null where it is open or being opened.</summary>
    public RpcException? Shut { get; set; }

    /// <summary>Until when it is not tried.</summary>
    public long ShutUntil { get; set; }

    /// <summary>The open connection, or null.</summary>
    public GatewayConnection? Connection => Opening.IsCompletedSuccessfully ? Opening.Result : null;

    /// <summary>Whether it is open and nobody waits for an answer.</summary>
    public bool IsUnused => Connection is { IsBusy: false };
}
