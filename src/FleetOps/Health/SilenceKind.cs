namespace ParentClaw.FleetOps.Health;

/// <summary>What a <see cref="Silence"/> keeps quiet.</summary>
public enum SilenceKind
{
    /// <summary>One incident, for everybody: no new message about it, what is shown goes on being true.</summary>
    Snooze,

    /// <summary>Some claws, for one member.</summary>
    Mute,

    /// <summary>Some claws, for everybody: work is done there, and trouble is expected.</summary>
    Maintenance,
}
