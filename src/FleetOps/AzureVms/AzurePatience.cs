using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What is tried again, how often and after which pause: conflicts evenly, faults ever more rarely.</summary>
internal static partial class AzurePatience
{
    internal static ResiliencePipeline Of(AzurePace pace, TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(Again(
                failure => failure.Reason is FailureReason.Conflict && !IsTooLong(failure, pace),
                pace.ConflictTries, pace.ConflictPause, DelayBackoffType.Constant, logger))
            .AddRetry(Again(
                failure => IsFault(failure) && !IsTooLong(failure, pace),
                pace.FaultTries, pace.FaultPause, DelayBackoffType.Exponential, logger))
            .Build();

    private static bool IsFault(FleetException failure) =>
        failure.Reason is not FailureReason.Conflict && failure.Reason.IsTransient();

    private static bool IsTooLong(FleetException failure, AzurePace pace) => failure.RetryAfter > pace.LongestPause;

    private static RetryStrategyOptions Again(
        Func<FleetException, bool> on, int tries, TimeSpan pause, DelayBackoffType backoff, ILogger logger) => new()
        {
            ShouldHandle = new PredicateBuilder().Handle(on),
            MaxRetryAttempts = tries,
            Delay = pause,
            BackoffType = backoff,
            UseJitter = true,
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as FleetException)?.RetryAfter),
            OnRetry = attempt =>
            {
                LogAgain(logger, attempt.Outcome.Exception!.Message, attempt.AttemptNumber + 1, attempt.RetryDelay);
                return default;
            },
        };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Problem} Try {Attempt} failed; next in {Pause}.")]
    private static partial void LogAgain(ILogger logger, string problem, int attempt, TimeSpan pause);
}
