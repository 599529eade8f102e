namespace ParentClaw.FleetOps.Claws;

/// <summary>What a claw's machine offers.</summary>
public enum Profile
{
    /// <summary>Gateway, shell and browser without a screen; the cheap default.</summary>
    Headless,

    /// <summary>A desktop on <c>:0</c> besides, reached by RDP or Moonlight.</summary>
    Desktop,
}
