using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>One thing to do for one claw.</summary>
/// <param name="Claw">Which.</param>
/// <param name="Kind">What.</param>
/// <param name="From">What is now; null where nothing is.</param>
/// <param name="To">What shall be.</param>
/// <param name="Line">The line of the manifest that asks for it.</param>
public sealed record PlannedAction(ClawName Claw, PlannedKind Kind, string? From, string To, int Line)
{
    /// <summary>What to know or to do about it, a finished sentence; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The US dollars that it adds to the bill of a month, while the claw runs; null where that is not known, or it is
    /// about no new claw.
    /// </summary>
    public decimal? AddedCost { get; init; }

    /// <summary>Whether a machine is made, replaced or changed inside: a person is asked before.</summary>
    public bool TouchesMachine => Kind is PlannedKind.Create or PlannedKind.Upgrade or PlannedKind.Update;

    /// <summary>Whether apply does it by itself.</summary>
    public bool IsDone => Kind is not (PlannedKind.Person or PlannedKind.Later);
}
