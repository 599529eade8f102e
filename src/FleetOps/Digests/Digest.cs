namespace ParentClaw.FleetOps.Digests;

/// <summary>That a member gets a digest at certain times of his day.</summary>
public sealed record Digest
{
    /// <summary>Number in the store; 0 before it was stored.</summary>
    public long Id { get; init; }

    /// <summary>Id of the member who gets it.</summary>
    public required string Member { get; init; }

    /// <summary>When, as a cron expression of Quartz in the member's time zone: <c>0 0 9 * * ?</c>.</summary>
    public required string Cron { get; init; }

    /// <summary>What sort it is.</summary>
    public DigestKind Kind { get; init; }

    /// <summary>
    /// The moment for which it was last sent, or when it was ordered: what is due is due after this. Moves on once the
    /// digest is on its way for good.
    /// </summary>
    public required DateTimeOffset LastDue { get; init; }
}
