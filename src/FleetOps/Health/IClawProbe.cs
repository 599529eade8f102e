using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>Looks at one claw: one remote command, read-only.</summary>
public interface IClawProbe
{
    /// <summary>
    /// Looks, within 15 s. Never throws for a claw in trouble: that it cannot be reached is a verdict too. A parked
    /// claw is
    /// <see cref="VerdictKind.Parked"/> without a look.
    /// </summary>
    Task<Probe> ProbeAsync(Claw claw, CancellationToken cancellationToken);
}
