using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Health;

/// <summary>How the fleet is watched.</summary>
public sealed class WatchOptions
{
    /// <summary>Its section of the configuration.</summary>
    public const string Section = "Watch";

    /// <summary>
    /// From the start of one sweep to the start of the next; a sweep that lasts longer delays the next.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Claws that are looked at side by side.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 32;

    /// <summary>
    /// How long after its end an incident is the same one where its claw is in trouble again; zero for never.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan FlapWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether an incident of a claw that serves, but not well, is told to people.</summary>
    public bool AlertOnDegraded { get; set; } = true;

    /// <summary>Whether an incident of a claw that does not serve is told to people.</summary>
    public bool AlertOnOffline { get; set; } = true;

    /// <summary>Whether an incident is one to tell people of.</summary>
    public bool IsToldOf(Incident incident) =>
        incident.Worst.Kind == VerdictKind.Degraded ? AlertOnDegraded : AlertOnOffline;
}
