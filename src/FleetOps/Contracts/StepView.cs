using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>One step of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Says">Its line of progress text.</param>
/// <param name="Status">How far it is, in snake_case.</param>
/// <param name="Note">What it found or did, or why it failed.</param>
public sealed record StepView(string Name, string Says, string Status, string? Note)
{
    /// <summary>When it was begun.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>The view of a step.</summary>
    public static StepView Of(StepRecord step) => new(step.Name, step.Says, Words.Of(step.Status), step.Note)
    {
        StartedAt = step.StartedAt,
        EndedAt = step.EndedAt,
        Attempts = step.Attempts,
    };

    /// <summary>The step again; false where its status is not known here.</summary>
    internal bool TryRead([NotNullWhen(true)] out StepRecord? step)
    {
        step = Words.TryRead<StepStatus>(Status, out var status)
            ? new StepRecord(Name, Says, status)
            {
                StartedAt = StartedAt,
                EndedAt = EndedAt,
                Attempts = Attempts,
                Note = Note,
            }
            : null;
        return step is not null;
    }
}
