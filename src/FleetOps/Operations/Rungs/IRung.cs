using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// One level of the resuscitation ladder. One type a file; its place is its place in the registration.
/// </summary>
internal interface IRung
{
    /// <summary>Its line of progress text, e.g. <c>Restarting the gateway</c>.</summary>
    string Says { get; }

    /// <summary>Longest the act may take; the wait for the claw to be well comes on top.</summary>
    TimeSpan Deadline { get; }

    /// <summary>
    /// How often it may be climbed within a day; then the claw counts as flapping, and a human is asked.
    /// </summary>
    int Budget { get; }

    /// <summary>How long after a climb that did not heal it is passed over.</summary>
    TimeSpan CoolDown { get; }

    /// <summary>Whether a person must agree first; the question is this, or null.</summary>
    string? Asks => null;

    /// <summary>Why it cannot help in this case, or null where it may.</summary>
    string? Unfit(Diagnosis diagnosis);

    /// <summary>Climbs it. Running twice must equal running once.</summary>
    Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken);
}
