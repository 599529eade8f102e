using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>How it is noticed that somebody waits to be let in.</summary>
public sealed class PairingOptions
{
    /// <summary>Its section of the configuration.</summary>
    public const string Section = "Pairings";

    /// <summary>How long between two looks at a claw; each costs its machine about 5 CPU seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Claws that are looked at side by side.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;
}
