namespace ParentClaw.ParentBot.Configuration;

/// <summary>Where machines come from.</summary>
internal enum CloudKind
{
    /// <summary>An Azure in a box on this computer.</summary>
    Sandbox,

    /// <summary>Azure.</summary>
    AzureVms,
}
