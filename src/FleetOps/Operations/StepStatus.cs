namespace ParentClaw.FleetOps.Operations;

/// <summary>How far a step is.</summary>
public enum StepStatus
{
    /// <summary>Not begun.</summary>
    ToCome,

    /// <summary>Begun; after a crash it is begun again.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>Not needed, as what came before had done it.</summary>
    Skipped,

    /// <summary>Ended badly.</summary>
    Failed,
}
