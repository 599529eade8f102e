namespace ParentClaw.FleetOps.Health;

/// <summary>What a probe makes of a claw, best first.</summary>
public enum VerdictKind
{
    /// <summary>Never probed, or the probe could not be understood.</summary>
    Unknown,

    /// <summary>All is well.</summary>
    Healthy,

    /// <summary>On its way up; not touched, not alarmed about.</summary>
    Starting,

    /// <summary>Deallocated on purpose.</summary>
    Parked,

    /// <summary>It serves, but something is wrong.</summary>
    Degraded,

    /// <summary>The machine answers, the gateway does not.</summary>
    Offline,

    /// <summary>The machine does not answer.</summary>
    Unreachable,
}
