namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>Where a question by RPC came to grief. Closed: <see cref="RpcFallback"/> says what follows.</summary>
internal enum RpcFault
{
    /// <summary>The gateway speaks no RPC that we know: it has no token, no WebSocket, or another protocol.</summary>
    NotSpoken,

    /// <summary>
    /// No connection came about, or it was gone before the question was sent: surely nothing happened.
    /// </summary>
    NotOpened,

    /// <summary>The gateway does not have this method: surely nothing happened.</summary>
    MethodMissing,

    /// <summary>The gateway said no before it did anything.</summary>
    Refused,

    /// <summary>The gateway is busy or not up yet, and did nothing: it may be asked again.</summary>
    Busy,

    /// <summary>The gateway says that it failed on the way; a part may have happened.</summary>
    Failed,

    /// <summary>The connection broke after the question was sent; it may have happened.</summary>
    Lost,

    /// <summary>No answer in time; it may have happened.</summary>
    Late,

    /// <summary>What came is no answer of a gateway; it may have happened.</summary>
    Malformed,
}
