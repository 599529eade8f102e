using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using Polly;
using Polly.Retry;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Runs one step within its deadline, retried where the outside world fails for a while.</summary>
public sealed partial class StepRunner(
    IOptions<OperationsOptions> options, TimeProvider time, ILogger<StepRunner> logger)
{
    // A full disk or a locked file is often mended within a minute; giving up earlier would leave work undone
    // needlessly.
    private const int StoreTries = 6;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Runs the step. Only the caller's own cancellation comes out as an exception.</summary>
    public async Task<StepOutcome> RunAsync(
        IStep step, Claw claw, OperationRecord operation, Action<string> note, CancellationToken cancellationToken)
    {
        string? last = null;
        var tries = 0;
        using var deadline = new CancellationTokenSource(step.Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var retry = Pipeline(step.Retry.Attempts, (attempt, why) => Tell($"try {attempt}: {why}"));
        try
        {
            StepContext context = null!;
            var result = await retry.ExecuteAsync(
                async token =>
                {
                    tries++;
                    return await step.RunAsync(claw, context = new StepContext(operation, Tell), token);
                },
                both.Token);
            return new StepOutcome.Ended(result, context, last) { Attempts = tries };
        }
        catch (OperationCanceledException)
            when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(
                FailureReason.Timeout, $"'{step.Says}' did not end within {step.Deadline.TotalMinutes:0.#} min.");
        }
        catch (FleetException e)
        {
            return Failed(e.Reason, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A cancellation that nobody asked for is a bug too: let out, it would leave the operation open with no
            // runner.
            LogBug(operation.Id, operation.Claw, step.Name, e);
            return Failed(
                FailureReason.Unexpected, $"Something unforeseen happened; the log has it under {operation.Id}.");
        }

        StepOutcome.Failed Failed(FailureReason reason, string message) =>
            new(claw, reason, message) { Attempts = tries };

        void Tell(string line)
        {
            last = line;
            note(line);
        }
    }

    /// <summary>
    /// Asks the store, again and again while it cannot be read or written: a step's end must not be lost to a short
    /// shortage.
    /// </summary>
    /// <param name="ask">What is asked; told which try it is, from 0.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    internal async Task<T> AskStoreAsync<T>(
        Func<int, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var tries = 0;
        return await new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<FleetException>(e => e.Reason == FailureReason.StoreFailed),
                MaxRetryAttempts = StoreTries - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = options.Value.RetryPause,
                MaxDelay = LongestPause,
            })
            .Build()
            .ExecuteAsync(async token => await ask(tries++, token), cancellationToken);
    }

    private ResiliencePipeline Pipeline(int attempts, Action<int, string> retrying)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        return attempts < 2
            ? builder.Build()
            : builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<FleetException>(
                    e => e.Reason.IsTransient() || e.Reason == FailureReason.StoreFailed),
                MaxRetryAttempts = attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.Value.RetryPause,
                MaxDelay = LongestPause,
                DelayGenerator = arguments =>
                    new ValueTask<TimeSpan?>((arguments.Outcome.Exception as FleetException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    retrying(arguments.AttemptNumber + 2, arguments.Outcome.Exception!.Message);
                    return default;
                },
            }).Build();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} on {Claw}: {Step} met something unforeseen")]
    private partial void LogBug(OperationId operation, ClawName claw, string step, Exception exception);
}
