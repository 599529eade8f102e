namespace ParentClaw.FleetOps.Tests.Cloud;

/// <summary>The changes of a cloud that the contract makes fail.</summary>
public enum CloudAct
{
    CreateAddress, DeleteAddress, CreateNic, DeleteNic, CreateDisk, DeleteDisk, RetireDisk,
    CreateSnapshot, DeleteSnapshot, CreateMachine, DeleteMachine, StartMachine, DeallocateMachine,
    RestartMachine, RunCommand, GeneralizeMachine, CreateImageVersion, DeleteImageVersion,
}

/// <summary>How a change of a cloud fails.</summary>
public enum CloudFault
{
    /// <summary>The connection breaks before anything happened.</summary>
    DroppedBefore,

    /// <summary>It happened, but the connection breaks before the answer.</summary>
    DroppedAfter,

    /// <summary>Asked too often.</summary>
    Throttled,

    /// <summary>A fault of the cloud's own.</summary>
    Broken,

    /// <summary>Another change of it is under way.</summary>
    Busy,

    /// <summary>No room in the region.</summary>
    NoRoom,

    /// <summary>Quota used up.</summary>
    NoQuota,

    /// <summary>We may not.</summary>
    Forbidden,

    /// <summary>Accepted, worked on, failed.</summary>
    FailedLate,
}
