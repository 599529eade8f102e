using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Runs a stored operation from where it stands to its end: step by step, the record saved after each, the way back
/// where one fails, and at last the closing state, record and sentence in one transaction. Called again after a crash,
/// it goes on.
/// </summary>
public sealed partial class OperationRunner(
    IFleetStore store, OperationRegistry registry, StepRunner steps, OperationFeed feed, LettingGo lettingGo,
    TimeProvider time, ILogger<OperationRunner> logger)
{
    /// <summary>
    /// Runs the operation. Returns when it has ended, or when another runner took it over, or between two steps when
    /// the process ends; this, and a cancelled token, leave it open for the next start.
    /// </summary>
    public Task RunAsync(OperationId id, CancellationToken cancellationToken) =>
        RunAsync(id, default, cancellationToken);

    /// <summary>The same, as a part of the trace of what ordered it.</summary>
    internal async Task RunAsync(OperationId id, ActivityContext origin, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginScope("Operation {Operation}", id);
        using var run = lettingGo.TryEnter();
        if (run is null)
            return;

        try
        {
            var found = await steps.AskStoreAsync((_, token) => store.FindOperationAsync(id, token), cancellationToken);
            if (found is not { Status: OperationStatus.Open } record)
                return;

            var claw = await steps.AskStoreAsync(
                (_, token) => store.FindClawAsync(record.Claw, token), cancellationToken)
                ?? throw new InvalidOperationException($"{id} is about {record.Claw}, which the store does not have.");
            using var span = FleetTelemetry.Run(record, origin);
            var left = await RunAsync(new Course(registry.Find(record.Kind), record, claw), cancellationToken);
            span?.End(left.Status.ToString());
        }
        catch (FleetException e) when (e.Reason == FailureReason.StaleRecord)
        {
            LogTakenOver(id, e.Message);
        }
    }

    private async Task<OperationRecord> RunAsync(Course course, CancellationToken cancellationToken)
    {
        while (course.Record.NextStep() is var index and >= 0)
        {
            if (lettingGo.HasBegun)
            {
                LogLeft(course.Record.Id, course.Record.Claw, course.Record.Steps[index].Name);
                return course.Record;
            }

            var isCancelled = await IsCancelledAsync(course, cancellationToken);
            course = isCancelled ? course : course.Begin(index, time.GetUtcNow());
            var outcome = isCancelled
                ? new StepOutcome.Failed(course.Claw, FailureReason.Cancelled, "Cancelled before this step.")
                : await RunStepAsync(course, index, cancellationToken);
            course = outcome switch
            {
                StepOutcome.Ended ended =>
                    await SaveAsync(course.After(index, ended, time.GetUtcNow()), cancellationToken),
                StepOutcome.Failed failed => await FailAsync(course, index, failed, cancellationToken),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
            if (course.Record.Status != OperationStatus.Open)
                return course.Record;
        }

        course = await SaveAsync(course.Complete(time.GetUtcNow()), cancellationToken);
        LogEnded(course.Record.Id, course.Record.Claw, course.Record.IsUndoing ? "rolled back" : "succeeded");
        return course.Record;
    }

    private async Task<StepOutcome> RunStepAsync(Course course, int index, CancellationToken cancellationToken)
    {
        var running = course.Record;
        feed.Publish(running);
        LogStep(running.Id, running.Claw, running.Steps[index].Name);
        using var span = FleetTelemetry.Step(running, running.Steps[index]);
        var outcome = await steps.RunAsync(
            course.Step(index), course.Claw, running,
            note => feed.Publish(running = running.Note(index, note)), cancellationToken);
        span?.Tell(Tags.Attempts, outcome.Attempts);
        if (outcome is StepOutcome.Failed failed)
            span?.Fail(failed.Reason.ToString());
        else
            span?.End("ok");
        return outcome;
    }

    private async Task<Course> FailAsync(
        Course course, int index, StepOutcome.Failed failed, CancellationToken cancellationToken)
    {
        LogStepFailed(course.Record.Id, course.Record.Claw, course.Record.Steps[index].Name, failed.Message);
        return await SaveAsync(course.Fail(index, failed, time.GetUtcNow()), cancellationToken);
    }

    private async Task<bool> IsCancelledAsync(Course course, CancellationToken cancellationToken) =>
        !course.Record.IsUndoing && await steps.AskStoreAsync(
            (_, token) => store.IsCancelRequestedAsync(course.Record.Id, token), cancellationToken);

    private async Task<Course> SaveAsync(Course course, CancellationToken cancellationToken)
    {
        var stored = await steps.AskStoreAsync(
            async (tries, token) => (tries == 0 ? null : await FindCommittedAsync(course, token))
                ?? await store.CommitAsync(course.Change, token),
            cancellationToken);
        feed.Publish(stored.Operation!);
        if (stored.Operation!.Status != OperationStatus.Open)
            FleetTelemetry.Ended(stored.Operation);
        return course.Stored(stored);
    }

    // A commit that seemed to fail may have gone through; repeating it would be taken for somebody else's.
    private async Task<FleetChange?> FindCommittedAsync(Course course, CancellationToken cancellationToken)
    {
        var stored = await store.FindOperationAsync(course.Record.Id, cancellationToken);
        return stored is not null
            && stored.Version == course.Record.Version + 1
            && stored.Steps.Select(step => (step.Name, step.Status))
                .SequenceEqual(course.Record.Steps.Select(step => (step.Name, step.Status)))
                ? course.Change with
                {
                    Operation = stored,
                    Claw = await store.FindClawAsync(course.Record.Claw, cancellationToken),
                }
                : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Operation} on {Claw}: {Step}")]
    private partial void LogStep(OperationId operation, ClawName claw, string step);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Operation} on {Claw}: {Step} failed: {Why}")]
    private partial void LogStepFailed(OperationId operation, ClawName claw, string step, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Operation} on {Claw} {Outcome}")]
    private partial void LogEnded(OperationId operation, ClawName claw, string outcome);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Operation} on {Claw} goes on with {Step} at the next start")]
    private partial void LogLeft(OperationId operation, ClawName claw, string step);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Operation} goes on elsewhere: {Why}")]
    private partial void LogTakenOver(OperationId operation, string why);
}
