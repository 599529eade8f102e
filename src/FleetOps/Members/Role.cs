namespace ParentClaw.FleetOps.Members;

/// <summary>What a member may do; each role includes those before it.</summary>
public enum Role
{
    /// <summary>May look.</summary>
    Viewer,

    /// <summary>May run the claws.</summary>
    Operator,

    /// <summary>May destroy, see to secrets and members.</summary>
    Admin,
}
