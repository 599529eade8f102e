namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// Where a claw is in its life. Health is not a state: it is what the last probe saw
/// (<see cref="Health.Verdict"/>). The busy states are the claw's lock.
/// </summary>
public enum ClawState
{
    /// <summary>Known by name; nothing of it exists in the cloud.</summary>
    New,

    /// <summary>Busy: its resources are being made.</summary>
    Deploying,

    /// <summary>Its machine carries it; whether it is well is the probe's to say.</summary>
    Running,

    /// <summary>Busy: moving to another image, app layer or OpenClaw.</summary>
    Upgrading,

    /// <summary>Busy: going back to a restore point.</summary>
    RollingBack,

    /// <summary>Busy: climbing the ladder of rungs.</summary>
    Resuscitating,

    /// <summary>Busy: its gateway or machine is being restarted.</summary>
    Restarting,

    /// <summary>Busy: being shut down and deallocated.</summary>
    Parking,

    /// <summary>Deallocated on purpose; only its disk and address are paid for.</summary>
    Parked,

    /// <summary>Busy: being started again after parking.</summary>
    Waking,

    /// <summary>Busy: its machine, or its retired disks, are being deleted.</summary>
    Destroying,

    /// <summary>Busy: no claw, but a throw-away machine that becomes an image.</summary>
    Baking,

    /// <summary>Its machine is gone; its data disk is kept until it is purged.</summary>
    Destroyed,

    /// <summary>An operation ended badly; <see cref="Claw.Failure"/> says which, where and why.</summary>
    Failed,
}
