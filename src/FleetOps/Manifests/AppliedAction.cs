using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What became of a planned action.</summary>
/// <param name="Action">Which.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Said">It in words.</param>
public sealed record AppliedAction(PlannedAction Action, AppliedOutcome Outcome, string Said)
{
    /// <summary>The operation that it began, if one.</summary>
    public OperationId? Operation { get; init; }
}
