using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Claws;
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
    /// <summary>Whether the way back has begun.</summary>
    public bool IsUndoing { get; init; }

    /// <summary>Whether a person asked to cancel it; heeded between steps.</summary>
    public bool IsCancelling { get; init; }

    /// <summary>The view of a record.</summary>
    public static OperationView Of(OperationRecord operation) => new(
        operation.Id.Value, operation.Order, operation.Claw.Value, operation.By, Words.Of(operation.Status),
        operation.At, operation.EndedAt, ConclusionOf(operation), operation.Steps.ConvertAll(StepView.Of))
    {
        IsUndoing = operation.IsUndoing,
        IsCancelling = operation.CancelRequested,
    };

    /// <summary>
    /// The record again, as far as it is shown: without versions, options and what only the parent needs.
    /// </summary>
    /// <returns>False where a parent of another version wrote something that is not known here.</returns>
    public bool TryRead([NotNullWhen(true)] out OperationRecord? operation)
    {
        operation = null;
        if (!OperationId.TryParse(Id, out var id) || !ClawName.TryParse(Claw, out var claw)
            || !Words.TryRead<OperationStatus>(Status, out var status))
            return false;

        var steps = ImmutableList.CreateBuilder<StepRecord>();
        foreach (var view in Steps)
        {
            if (!view.TryRead(out var step))
                return false;

            steps.Add(step);
        }

        operation = new OperationRecord
        {
            Id = id,
            Kind = Order,
            Claw = claw,
            By = By,
            At = At,
            EndedAt = EndedAt,
            Status = status,
            Steps = steps.ToImmutable(),
            IsUndoing = IsUndoing,
            CancelRequested = IsCancelling,
            Conclusion = Conclusion,
        };
        return true;
    }

    private static string? ConclusionOf(OperationRecord operation) =>
        operation.Conclusion
        ?? (operation is { EndedAt: not null, Failure: { } failure } ? $"{failure.Step}: {failure.Message}" : null);
}
