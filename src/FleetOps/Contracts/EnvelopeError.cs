namespace ParentClaw.FleetOps.Contracts;

/// <summary>Why something was not done.</summary>
/// <param name="Reason">What programs go by.</param>
/// <param name="Message">A finished sentence.</param>
/// <param name="Hint">What to do next; null where the message says it.</param>
public sealed record EnvelopeError(ErrorReason Reason, string Message, string? Hint = null);
