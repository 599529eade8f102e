using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>What a probe changed in a claw's incidents; stored together.</summary>
/// <param name="Incident">The incident as it shall be; id 0 where it is new.</param>
/// <param name="Event">The line of the timeline where it was opened or closed; null where only its verdicts changed.</param>
public sealed record IncidentChange(Incident Incident, FleetEvent? Event);
