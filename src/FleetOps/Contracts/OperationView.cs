using System.Collections.Immutable;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>An operation for programs.</summary>
/// <param name="Id">As <c>op-k3f9x2ma</c>.</param>
/// <param name="Order">What was asked for: <c>Deploy</c>.</param>
/// <param name="Claw">On which claw.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Status"><c>open</c>, <c>succeeded</c>, <c>rolled_back</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null while open.</param>
/// <param name="Conclusion">The closing sentence, once ended.</param>
/// <param name="Steps">Its steps in order.</param>
public sealed record OperationView(
    string Id, string Order, string Claw, string By, string Status, DateTimeOffset At, DateTimeOffset? EndedAt,
    string? Conclusion, ImmutableList<StepView> Steps)
{
    /// <summary>The view of a record.</summary>
    public static OperationView Of(OperationRecord operation) => new(
        operation.Id.Value, operation.Order, operation.Claw.Value, operation.By, Words.Of(operation.Status),
        operation.At, operation.EndedAt, operation.Conclusion,
        operation.Steps.ConvertAll(step => new StepView(step.Name, step.Says, Words.Of(step.Status), step.Note)));
}

/// <summary>One step of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Says">Its line of progress text.</param>
/// <param name="Status">How far it is, in snake_case.</param>
/// <param name="Note">What it found or did, or why it failed.</param>
public sealed record StepView(string Name, string Says, string Status, string? Note);
