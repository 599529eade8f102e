namespace ParentClaw.FleetOps.Cloud;

/// <summary>One thing that must hold before a claw can be deployed.</summary>
/// <param name="Name">What was looked at, e.g. <c>Provider Microsoft.Compute</c>.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Fix">
/// The command line that mends it, e.g. <c>az provider register -n Microsoft.Compute</c>; null where nothing is to
/// mend.
/// </param>
public sealed record GroundCheck(string Name, GroundOutcome Outcome, string Detail, string? Fix);
