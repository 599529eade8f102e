namespace ParentClaw.FleetOps.Claws;

/// <summary>Who may write to a claw's bot in private (<c>channels.telegram.dmPolicy</c>).</summary>
public enum DmPolicy
{
    /// <summary>Who is let in by a member, each by himself; the default.</summary>
    Pairing,

    /// <summary>Those of a list, and nobody else; a stranger gets no answer.</summary>
    Allowlist,

    /// <summary>Everybody in the world. Only where it was asked for by name.</summary>
    Open,
}
