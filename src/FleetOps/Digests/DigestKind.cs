namespace ParentClaw.FleetOps.Digests;

/// <summary>What sort of digest it is, as said in its heading.</summary>
public enum DigestKind
{
    /// <summary>At times that the member wrote himself.</summary>
    Custom,

    /// <summary>Once a day.</summary>
    Daily,

    /// <summary>Once a week.</summary>
    Weekly,
}
