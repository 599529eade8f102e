using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>A claw as it is, as far as it was looked at.</summary>
/// <param name="Claw">What the store has.</param>
public sealed record PresentClaw(Claw Claw)
{
    /// <summary>Its jobs; null where it was not asked.</summary>
    public ImmutableList<GatewayCronJob>? Jobs { get; init; }

    /// <summary>Why its gateway did not tell its jobs, a sentence; null where it did or was not asked.</summary>
    public string? Silence { get; init; }

    /// <summary>Why it cannot be made, a sentence that says what is missing; null where it can.</summary>
    public string? CannotCreate { get; init; }

    /// <summary>The US dollars that it adds a month once it is made; null where that is not known.</summary>
    public decimal? AddedCost { get; init; }

    /// <summary>Whether it has to be made before anything else can be done to it.</summary>
    public bool IsToCreate => Claw switch
    {
        { State: ClawState.New or ClawState.Destroyed } => true,
        { State: ClawState.Failed } => Claw.Failure?.Order == ClawTrigger.Deploy,
        _ => false,
    };

    /// <summary>Whether it is there, in whatever state.</summary>
    public bool IsThere => Claw.State is not (ClawState.New or ClawState.Destroyed or ClawState.Baking);
}
