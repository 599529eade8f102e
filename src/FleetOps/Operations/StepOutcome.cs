using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>How a step ended. Closed: the two are in this file.</summary>
public abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>How often it was tried; 0 where it was not begun.</summary>
    public int Attempts { get; init; }

    /// <summary>It ended well, or was not needed.</summary>
    /// <param name="Claw">The claw as it now is.</param>
    /// <param name="Context">What the step leaves to be stored.</param>
    /// <param name="Note">Its last line.</param>
    public sealed record Ended(Claw Claw, StepContext Context, string? Note) : StepOutcome;

    /// <summary>It failed for good.</summary>
    /// <param name="Claw">The claw as it was before the step.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">Why, as a sentence.</param>
    public sealed record Failed(Claw Claw, FailureReason Reason, string Message) : StepOutcome;
}
