using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>One thing that can be wrong with a claw whose machine answered.</summary>
/// <param name="Name">Its name, for the table of rules.</param>
/// <param name="Look">What it finds, or null.</param>
internal sealed record HealthRule(string Name, Func<Claw, ProbeReport, DateTimeOffset, HealthFinding?> Look);

/// <summary>What a rule found.</summary>
/// <param name="Kind">What the claw is, if this were all.</param>
/// <param name="Reason">Why, a short phrase.</param>
internal sealed record HealthFinding(VerdictKind Kind, string Reason);
