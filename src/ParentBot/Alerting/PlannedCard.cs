using System.Collections.Immutable;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>A card of an alert as it shall be.</summary>
/// <param name="Card">The card, <see cref="AlertCard.IsOver"/> only once its last look was shown.</param>
/// <param name="Incidents">Its incidents that are still kept, by number.</param>
internal sealed record PlannedCard(AlertCard Card, ImmutableList<Incident> Incidents)
{
    /// <summary>
    /// Whether it is to be stored before it is shown: it is new, or shown to more members than before.
    /// </summary>
    public bool IsChanged { get; init; }

    /// <summary>Whether this is its last look.</summary>
    public bool IsLast { get; init; }

    /// <summary>Ids of the members who are to be reminded of it now, once each.</summary>
    public ImmutableList<string> Reminded { get; init; } = [];
}
