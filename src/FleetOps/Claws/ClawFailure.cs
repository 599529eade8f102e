using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Claws;

/// <summary>What brought a claw into <see cref="ClawState.Failed"/>.</summary>
/// <param name="Operation">The operation that failed.</param>
/// <param name="Order">The order that began it; the same order is a retry.</param>
/// <param name="Step">The step at which it failed, in the words of its progress line.</param>
/// <param name="Reason">Why, as a closed set.</param>
/// <param name="Message">Why, as a sentence with what to do next.</param>
/// <param name="At">When.</param>
public sealed record ClawFailure(
    OperationId Operation, ClawTrigger Order, string Step, FailureReason Reason, string Message, DateTimeOffset At);
