namespace ParentClaw.FleetOps.Proposals;

/// <summary>How far a proposal is.</summary>
public enum ProposalStatus
{
    /// <summary>An Admin is asked.</summary>
    Waiting,

    /// <summary>An Admin agreed; it is being carried out, or will be after a crash.</summary>
    Approved,

    /// <summary>It was carried out, or its operation has begun.</summary>
    Done,

    /// <summary>It was approved and could not be done.</summary>
    Failed,

    /// <summary>An Admin said no.</summary>
    Refused,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}
