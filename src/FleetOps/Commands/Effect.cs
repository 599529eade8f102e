namespace ParentClaw.FleetOps.Commands;

/// <summary>What a command does to the world.</summary>
public enum Effect
{
    /// <summary>Only looks.</summary>
    Reads,

    /// <summary>Changes something that can be changed back.</summary>
    Changes,

    /// <summary>Takes something away: a machine, a disk, a way in.</summary>
    Destroys,
}
