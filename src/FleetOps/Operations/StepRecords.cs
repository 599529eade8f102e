using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Operations;

/// <summary>How the list of step records changes; pure.</summary>
internal static class StepRecords
{
    internal static StepRecord ToCome(IStep step) => new(step.Name, step.Says, StepStatus.ToCome);

    internal static OperationRecord Begin(this OperationRecord operation, int index, DateTimeOffset now) =>
        operation.Change(index, step => step with
        {
            Status = StepStatus.Running,
            StartedAt = step.StartedAt ?? now,
            Attempts = 1,
        });

    internal static OperationRecord End(
        this OperationRecord operation, int index, StepStatus status, StepOutcome outcome, string? note,
        DateTimeOffset now) =>
        operation.Change(index, step => step with
        {
            Status = status,
            EndedAt = now,
            Attempts = outcome.Attempts,
            Note = note ?? step.Note,
        });

    internal static OperationRecord Note(this OperationRecord operation, int index, string note) =>
        operation.Change(index, step => step with { Note = note });

    /// <summary>Index of the first step that has not ended, or -1.</summary>
    internal static int NextStep(this OperationRecord operation) =>
        operation.Steps.FindIndex(step => step.Status is StepStatus.ToCome or StepStatus.Running);

    /// <summary>The first step that failed: the one the way back is about.</summary>
    internal static StepRecord? FailedStep(this OperationRecord operation) =>
        operation.Steps.FirstOrDefault(step => step.Status == StepStatus.Failed);

    internal static ImmutableList<StepRecord> ThenBack(this ImmutableList<StepRecord> steps, IEnumerable<IStep> back) =>
        [.. steps.Where(step => step.Status != StepStatus.ToCome), .. back.Select(ToCome)];

    private static OperationRecord Change(
        this OperationRecord operation, int index, Func<StepRecord, StepRecord> change) =>
        operation with { Steps = operation.Steps.SetItem(index, change(operation.Steps[index])) };
}
