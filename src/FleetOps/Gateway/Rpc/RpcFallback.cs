namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>
/// What follows where RPC came to grief: the command line is asked instead wherever that does nothing twice, unless the
/// gateway itself said no. Pure.
/// </summary>
internal static class RpcFallback
{
    /// <summary>Whether the <c>openclaw</c> command line is asked instead.</summary>
    /// <param name="fault">Where it came to grief.</param>
    /// <param name="isRepeatable">Whether the question may be put twice.</param>
    public static bool IsByCommandLine(RpcFault fault, bool isRepeatable) => fault switch
    {
        RpcFault.NotSpoken or RpcFault.NotOpened or RpcFault.MethodMissing => true,
        RpcFault.Refused or RpcFault.Busy or RpcFault.Failed => false,
        _ => isRepeatable,
    };

    /// <summary>The reason of the failure, where the command line cannot be asked instead.</summary>
    /// <inheritdoc cref="IsByCommandLine"/>
    public static FailureReason Reason(RpcFault fault, bool isRepeatable) => fault switch
    {
        RpcFault.NotSpoken or RpcFault.NotOpened or RpcFault.Busy => FailureReason.Unavailable,
        RpcFault.MethodMissing or RpcFault.Refused => FailureReason.GatewayRefused,
        RpcFault.Failed => isRepeatable ? FailureReason.GatewayRefused : FailureReason.Unexpected,
        RpcFault.Lost => FailureReason.Unreachable,
        RpcFault.Late => FailureReason.Timeout,
        _ => FailureReason.Unexpected,
    };
}
