using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// An operation on its way: its code, its record, its claw, and the change to be committed next. Pure: each act returns
/// the course as it would be, the runner makes it true.
/// </summary>
internal sealed record Course(Operation Operation, OperationRecord Record, Claw Claw)
{
    /// <summary>What is to be committed.</summary>
    internal FleetChange Change { get; private init; } = new() { Operation = Record, Claw = Claw };

    private WayBack? WayBack => Record.IsUndoing && Record.FailedStep() is { } failed
        ? Operation.Undo(Record, Operation.Steps.First(step => step.Name == failed.Name), Claw)
        : null;

    /// <summary>
    /// The step behind the record's entry, found by its name: the list may have grown in a newer version.
    /// </summary>
    internal IStep Step(int index)
    {
        var name = Record.Steps[index].Name;
        var steps = WayBack?.Steps ?? Operation.Steps;
        return steps.FirstOrDefault(step => step.Name == name)
            ?? throw new InvalidOperationException(
                $"{Operation.Kind} has no step {name}; a newer parent stored it. Start that one.");
    }

    /// <summary>With the step begun. Nothing is committed for it: a step that was cut off is begun again.</summary>
    internal Course Begin(int index, DateTimeOffset now) => new(Operation, Record.Begin(index, now), Claw);

    /// <summary>After a step ended well.</summary>
    internal Course After(int index, StepOutcome.Ended ended, DateTimeOffset now)
    {
        var status = ended.Context.IsSkipped ? StepStatus.Skipped : StepStatus.Done;
        var course = new Course(Operation, Record.End(index, status, ended, ended.Note, now), ended.Claw);
        return course with
        {
            Change = course.Change with
            {
                RestorePoints = [.. ended.Context.RestorePoints],
                RungAttempts = [.. ended.Context.RungAttempts],
                Probes = [.. ended.Context.Probes],
                Events = [.. ended.Context.RungAttempts.Select(Event)],
            },
        };
    }

    /// <summary>After a step failed for good: the way back, or the end.</summary>
    internal Course Fail(int index, StepOutcome.Failed failed, DateTimeOffset now)
    {
        var failure = new ClawFailure(
            Record.Id, Operation.Begins, Record.Steps[index].Says, failed.Reason, failed.Message, now);
        var record = Record.End(index, StepStatus.Failed, failed, failed.Message, now)
            with
        { Failure = Record.Failure ?? failure };
        var step = Record.IsUndoing ? null : Step(index);
        if (step is not null && Operation.Undo(record, step, Claw) is { } back)
            return new Course(
                Operation,
                record with
                {
                    IsUndoing = true,
                    Before = record.Target,
                    Target = back.Target,
                    Steps = record.Steps.ThenBack(back.Steps),
                },
                Claw with { State = Fire(back.Begins) });

        var status = failed.Reason == FailureReason.Cancelled ? OperationStatus.Cancelled : OperationStatus.Failed;
        var state = Fire(ClawTrigger.Fail);
        return End(
            record, status, state, state == ClawState.Failed ? failure : null, FailureSentence(failure, state), now);
    }

    /// <summary>After the last step.</summary>
    internal Course Complete(DateTimeOffset now) => WayBack is { } back
        ? End(Record, OperationStatus.RolledBack, Fire(back.Completes), null, Operation.ConcludeBack(Claw, Record), now)
        : End(
            Record, OperationStatus.Succeeded, Fire(Operation.Completes), null, Operation.Conclude(Claw, Record), now);

    /// <summary>With the versions that the store gave.</summary>
    internal Course Stored(FleetChange stored) => new(Operation, stored.Operation!, stored.Claw ?? Claw);

    private Course End(
        OperationRecord record, OperationStatus status, ClawState state, ClawFailure? failure, string sentence,
        DateTimeOffset now)
    {
        var ended = record with { Status = status, EndedAt = now, Conclusion = sentence };
        var outcome = status == OperationStatus.Succeeded ? "ok" : "failed";
        var course = new Course(Operation, ended, Claw with { State = state, Failure = failure });
        var change = course.Change with
        {
            Events = [new FleetEvent(now, record.By, "operation", record.Claw, sentence, outcome)],
        };

        // A purged claw leaves nothing behind: back to New means forgotten.
        return course with
        {
            Change = state == ClawState.New ? change with { Claw = null, ForgottenClaw = course.Claw } : change,
        };
    }

    private ClawState Fire(ClawTrigger trigger) => ClawLifecycle.TryFire(Claw.State, trigger, out var next)
        ? next
        : throw new InvalidOperationException(
            $"{Claw.Name} is {Claw.State} and cannot take {trigger}: {Record.Id} is astray.");

    private string FailureSentence(ClawFailure failure, ClawState state) => (failure.Reason, state) switch
    {
        (FailureReason.NeedsDecision, _) => failure.Message,
        (_, not ClawState.Failed) =>
            $"{Operation.Title} {Claw.Name} ended at '{failure.Step}': {failure.Message} "
            + $"{Claw.Name} itself goes on as before.",
        (FailureReason.Cancelled, _) =>
            $"{Operation.Title} {Claw.Name} was cancelled before '{failure.Step}'. "
            + $"/{OrderRefusals.Word(failure.Order)} {Claw.Name} goes on with it; "
            + $"/resuscitate {Claw.Name} makes it whole.",
        _ => $"{Claw.Name} is in trouble at '{failure.Step}': {failure.Message} /why {Claw.Name} tells more.",
    };

    private static FleetEvent Event(RungAttempt attempt) => new(
        attempt.At, "parent", "rung", attempt.Claw, $"{attempt.Words}: {attempt.Note}",
        attempt.Healed ? "ok" : "failed");
}
