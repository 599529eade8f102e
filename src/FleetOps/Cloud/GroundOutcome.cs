namespace ParentClaw.FleetOps.Cloud;

/// <summary>How a <see cref="GroundCheck"/> ended.</summary>
public enum GroundOutcome
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It is missing, and <c>/init</c> makes it.</summary>
    ToBeMade,

    /// <summary>It does not hold, and only a person can mend it.</summary>
    Broken,
}
