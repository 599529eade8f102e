using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What is tried again, how often and after which pause: conflicts evenly, faults less and less often.</summary>
internal static partial class AzurePatience
{
    internal static ResiliencePipeline Of(AzurePace pace, TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(Again(IsConflict, pace.ConflictTries, pace.ConflictPause, DelayBackoffType.Constant, logger))
            .AddRetry(Again(IsFault, pace.FaultTries, pace.FaultPause, DelayBackoffType.Exponential, logger))
            .Build();

    private static bool IsConflict(FleetException exception) => exception.Reason is FailureReason.Conflict;

    private static bool IsFault(FleetException exception) =>
        exception.Reason is not FailureReason.Conflict && exception.Reason.IsTransient();

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
