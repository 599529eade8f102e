namespace ParentClaw.FleetOps.Members;

/// <summary>What became of taking a member's place away.</summary>
public enum Revocation
{
    /// <summary>He is no member any more.</summary>
    Revoked,

    /// <summary>He was none.</summary>
    NoMember,

    /// <summary>He is the last Admin, who stays: nobody could invite another.</summary>
    LastAdmin,
}
