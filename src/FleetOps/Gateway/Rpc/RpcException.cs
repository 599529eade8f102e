namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>A question by RPC that came to grief; leaves this folder as <see cref="FleetException"/> only.</summary>
/// <param name="fault">Where.</param>
/// <param name="message">What there is to say of it, without the claw's name and without a full stop.</param>
/// <param name="inner">What the library threw.</param>
internal sealed class RpcException(RpcFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Where.</summary>
    public RpcFault Fault { get; } = fault;

    /// <summary>The same for one more who waits: an exception is thrown once.</summary>
    public RpcException Again() => new(Fault, Message, this);
}
