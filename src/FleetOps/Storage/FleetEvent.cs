using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Storage;

/// <summary>A line of the audit trail and timeline: who, what, claw, when, outcome.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who: a member, or <c>watch</c>, <c>parent</c>.</param>
/// <param name="Kind">
/// What sort, a short word: <c>command</c>, <c>operation</c>, <c>step</c>, <c>incident</c>, <c>rung</c>.
/// </param>
/// <param name="Claw">Which claw, if one.</param>
/// <param name="Text">What, as a sentence without secrets.</param>
/// <param name="Outcome">
/// <c>ok</c>, <c>refused</c>, <c>failed</c>, <c>unknown</c>, or null where it has none yet.
/// </param>
public sealed record FleetEvent(
    DateTimeOffset At, string By, string Kind, ClawName? Claw, string Text, string? Outcome = null)
{
    /// <summary>
    /// What is written down once: an event whose key is there already is not added again. Null for all others.
    /// </summary>
    public string? Key { get; init; }
}
