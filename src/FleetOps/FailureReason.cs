namespace ParentClaw.FleetOps;

/// <summary>Why the outside world failed us. Closed: adapters translate at the border, by status or code.</summary>
public enum FailureReason
{
    /// <summary>A bug of ours, or an answer no table knows. The log has the stack.</summary>
    Unexpected,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>Another change of the same resource is under way; goes away by itself.</summary>
    Conflict,

    /// <summary>We asked too often; goes away by itself.</summary>
    Throttled,

    /// <summary>The other side had a fault of its own (5xx); goes away by itself.</summary>
    Unavailable,

    /// <summary>It did not answer in time; it may still have happened.</summary>
    Timeout,

    /// <summary>No connection; it may still have happened.</summary>
    Unreachable,

    /// <summary>The subscription's cores or addresses are used up.</summary>
    QuotaExceeded,

    /// <summary>The region or zone has no room for this size now.</summary>
    CapacityUnavailable,

    /// <summary>The account may not do this.</summary>
    PermissionDenied,

    /// <summary>The request itself is wrong; repeating it cannot help.</summary>
    InvalidRequest,

    /// <summary>The cloud accepted a change, worked on it, and says it failed.</summary>
    ProvisioningFailed,

    /// <summary>The machine showed another host key than the pinned one. Never accepted.</summary>
    HostKeyChanged,

    /// <summary>The machine refused our user or key.</summary>
    AccessDenied,

    /// <summary>A command on the machine ended with an error.</summary>
    CommandFailed,

    /// <summary>The gateway answered with a refusal.</summary>
    GatewayRefused,

    /// <summary>The claw came up, but not well: checks are red.</summary>
    VerificationFailed,

    /// <summary>Somebody else changed the same record first; the later writer stops.</summary>
    StaleRecord,

    /// <summary>Our own store cannot be written or read.</summary>
    StoreFailed,

    /// <summary>A person cancelled it.</summary>
    Cancelled,

    /// <summary>It goes no further without a person's decision.</summary>
    NeedsDecision,
}
