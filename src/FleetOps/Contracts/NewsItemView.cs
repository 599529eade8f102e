namespace ParentClaw.FleetOps.Contracts;

/// <summary>One thing that people are told.</summary>
/// <param name="Number">Grows from one to the next, also over a restart of the parent.</param>
/// <param name="At">When it was told.</param>
/// <param name="Text">What, in one line.</param>
public sealed record NewsItemView(long Number, DateTimeOffset At, string Text);
