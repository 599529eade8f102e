namespace ParentClaw.FleetOps.Manifests;

/// <summary>How a planned action ended.</summary>
public enum AppliedOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>An operation was begun that does it.</summary>
    Begun,

    /// <summary>It is left to a person, or for later; nothing was tried.</summary>
    Left,

    /// <summary>It was tried and did not go, or is refused.</summary>
    Failed,
}
