namespace ParentClaw.Sandbox;

/// <summary>Ways in which a machine can be broken from outside.</summary>
public enum MachineBreak
{
    /// <summary>Stands still: no SSH, no Run Command, nothing listens, until it is restarted.</summary>
    Hung,

    /// <summary>SSH alone is dead, until a restart or a Run Command that restarts ssh.</summary>
    SshDead,

    /// <summary>The OS disk is ruined: it does not come up at all until the machine is made anew.</summary>
    RuinedDisk,
}
