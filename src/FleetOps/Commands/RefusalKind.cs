namespace ParentClaw.FleetOps.Commands;

/// <summary>Which kind of no a refusal is, for programs.</summary>
public enum RefusalKind
{
    /// <summary>The state of things or a rule does not allow it.</summary>
    State,

    /// <summary>The line cannot be read.</summary>
    Usage,

    /// <summary>The member's role does not allow it.</summary>
    Role,
}
