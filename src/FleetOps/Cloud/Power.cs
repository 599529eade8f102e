namespace ParentClaw.FleetOps.Cloud;

/// <summary>Power state of a machine.</summary>
public enum Power
{
    /// <summary>The cloud does not tell, as while it is being made.</summary>
    Unknown,

    /// <summary>On its way up.</summary>
    Starting,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>On its way down, stopped, or being deallocated: it goes on costing.</summary>
    Stopped,

    /// <summary>Stopped, hardware given back: costs its disks only.</summary>
    Deallocated,
}
