using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// What people were told of incidents in one message: of one, or of many that began together with one cause. Kept, so
/// that after a crash the same message goes on being edited and nobody is told twice.
/// </summary>
/// <param name="Key">Its key: <c>incident:12</c>, <c>incident-group:12</c>.</param>
/// <param name="At">When it was first shown.</param>
/// <param name="Cause">What its incidents have in common.</param>
public sealed record AlertCard(string Key, DateTimeOffset At, string Cause)
{
    /// <summary>Numbers of its incidents, in order. An incident is on one card for ever.</summary>
    public ImmutableSortedSet<long> Incidents { get; init; } = [];

    /// <summary>Ids of the members to whom it was shown; it goes on being true for them.</summary>
    public ImmutableSortedSet<string> Members { get; init; } = [];

    /// <summary>Whether all its incidents were over long enough for its last look.</summary>
    public bool IsOver { get; init; }
}
