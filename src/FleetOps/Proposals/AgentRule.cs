namespace ParentClaw.FleetOps.Proposals;

/// <summary>What becomes of an agent's order.</summary>
public enum AgentRule
{
    /// <summary>It is carried out.</summary>
    Act,

    /// <summary>An Admin is asked first.</summary>
    Ask,

    /// <summary>It is refused, and nobody is asked.</summary>
    Refuse,
}
