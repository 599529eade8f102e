using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// Repeats reads only. A change that failed may still have happened, so <see cref="AzureActs"/> repeats it as a whole,
/// beginning with a look.
/// </summary>
internal sealed class LookRetryPolicy(AzurePace pace)
    : RetryPolicy(maxRetries: 2, DelayStrategy.CreateExponentialDelayStrategy(pace.FaultPause, 8 * pace.FaultPause))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        message.Request.Method == RequestMethod.Get && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        message.Request.Method == RequestMethod.Get
            ? base.ShouldRetryAsync(message, exception)
            : ValueTask.FromResult(false);
}
