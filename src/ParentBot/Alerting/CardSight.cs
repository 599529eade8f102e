using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>What a card shows beside its incidents.</summary>
/// <param name="Acknowledged">Who sees to which incident.</param>
/// <param name="Silences">What is kept quiet now.</param>
/// <param name="Zone">In whose day its times are said.</param>
internal sealed record CardSight(
    ImmutableDictionary<long, Acknowledgement> Acknowledged, Silences Silences, TimeZoneInfo Zone)
{
    /// <summary>What is done with the claw now, as <c>Resuscitating</c>; null for nothing.</summary>
    public ClawState? Busy { get; init; }

    /// <summary>What was tried since it began, oldest first.</summary>
    public IReadOnlyList<RungAttempt> Tried { get; init; } = [];
}
