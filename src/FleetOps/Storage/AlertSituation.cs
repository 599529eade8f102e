using System.Collections.Immutable;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>All that decides what people are shown of incidents, read at once.</summary>
/// <param name="Incidents">The open ones, and those on a card that is not over; by number.</param>
/// <param name="Cards">The cards of these.</param>
/// <param name="Acknowledged">Who acknowledged which of these.</param>
public sealed record AlertSituation(
    ImmutableSortedDictionary<long, Incident> Incidents,
    ImmutableList<AlertCard> Cards,
    ImmutableDictionary<long, Acknowledgement> Acknowledged);
