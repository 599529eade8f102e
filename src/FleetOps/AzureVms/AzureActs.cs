using Azure;
using Microsoft.Extensions.Logging;
using Polly;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// How each call is made: translated errors, patience with faults and conflicts, and long operations waited for. An act
/// that failed is repeated as a whole, and each begins with a look: so it never matters whether the first try went
/// through.
/// </summary>
internal sealed class AzureActs
{
    private readonly AzureScope _scope;
    private readonly AzurePace _pace;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _patience;

    internal AzureActs(AzureScope scope, AzurePace pace, TimeProvider time, ILogger logger)
    {
        (_scope, _pace, _time) = (scope, pace, time);
        _patience = AzurePatience.Of(pace, time, logger);
    }

    /// <summary>Runs a look or an act, and repeats it while the reason may go away by itself.</summary>
    /// <param name="what">For messages, as in <c>making alice-g1</c>.</param>
    /// <param name="act">The whole of it, beginning with a look.</param>
    /// <param name="cancellationToken">Ends the waiting, not the act.</param>
    internal async Task<T> RunAsync<T>(
        string what, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken) =>
        await _patience.ExecuteAsync(
            async token => await TranslatedAsync(what, act, token), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}"/>
    internal Task RunAsync(string what, Func<CancellationToken, Task> act, CancellationToken cancellationToken) =>
        RunAsync(
            what,
            async token =>
            {
                await act(token);
                return true;
            },
            cancellationToken);

    /// <summary>What stands there and is ours; null for what is absent, foreign, or on its way out.</summary>
    internal async Task<T?> FindAsync<T>(
        string name, Look<T> look, CancellationToken cancellationToken) where T : class
    {
        var seen = await RunAsync($"looking at {name}", token => look(token), cancellationToken);
        return seen is { IsGoing: false } && _scope.IsOurs(seen.Tags) ? seen.Data : null;
    }

    /// <summary>Makes what is missing or ended failed; what is still being made is waited for.</summary>
    internal Task<T> EnsureAsync<T>(
        string name, Look<T> look, Func<CancellationToken, Task<T>> make, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(
            $"making {name}",
            async token =>
            {
                var seen = await SettledAsync(name, look, token);
                return seen is { IsFailed: false } ? seen.Data : await make(token);
            },
            cancellationToken);

    /// <summary>Deletes what stands there; returns when it is gone. Absent is success.</summary>
    internal Task RemoveAsync<T>(
        string name, Look<T> look, Func<T, CancellationToken, Task> remove, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(
            $"deleting {name}",
            async token =>
            {
                var seen = await look(token);
                if (seen is { IsGoing: true })
                    seen = await SettledAsync(name, look, token);
                if (seen is null)
                    return;

                RefuseForeign(name, seen);
                await OrAbsentAsync(() => remove(seen.Data, token));
            },
            cancellationToken);

    /// <summary>What stands there, once it is no longer between two states; null for absent.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.InvalidRequest"/>: it is not ours.</exception>
    internal async Task<Standing<T>?> SettledAsync<T>(string name, Look<T> look, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        for (var pause = _pace.FirstPoll; ; pause = Longer(pause))
        {
            var seen = await look(cancellationToken);
            if (seen is null)
                return null;

            RefuseForeign(name, seen);
            if (!seen.IsMoving)
                return seen;

            if (_time.GetElapsedTime(since) > _pace.SettleLimit)
                throw new FleetException(
                    FailureReason.ProvisioningFailed,
                    $"{name} has been {seen.State} for {_pace.SettleLimit.TotalMinutes:0} minutes.");

            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    /// <summary>Waits for a long operation.</summary>
    internal async Task FinishAsync(Operation operation, CancellationToken cancellationToken)
    {
        for (var pause = _pace.FirstPoll; !operation.HasCompleted; pause = Longer(pause))
        {
            var asked = AzureErrors.RetryAfter(operation.GetRawResponse());
            await Task.Delay(asked > pause ? asked.Value : pause, _time, cancellationToken);
            await operation.UpdateStatusAsync(cancellationToken);
        }
    }

    /// <summary>Waits for a long operation and returns what it made.</summary>
    internal async Task<T> FinishAsync<T>(Operation<T> operation, CancellationToken cancellationToken) where T : notnull
    {
        await FinishAsync((Operation)operation, cancellationToken);
        return operation.Value;
    }

    /// <summary>A read where 404 means null.</summary>
    internal static async Task<T?> OrNullAsync<T>(Func<Task<T>> read) where T : class
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException failed) when (failed.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Nothing without our tag is ever changed.</summary>
    internal void RefuseForeign<T>(string name, Standing<T> seen)
    {
        if (!_scope.IsOurs(seen.Tags))
            throw new FleetException(
                FailureReason.InvalidRequest,
                $"{name} in {_scope.Options.ResourceGroup} lacks the tag of fleet '{_scope.Fleet}'; it is not ours.");
    }

    private static async Task OrAbsentAsync(Func<Task> remove)
    {
        try
        {
            await remove();
        }
        catch (RequestFailedException failed) when (failed.Status == 404)
        {
            // gone between the look and the act: what we wanted
        }
    }

    private static async Task<T> TranslatedAsync<T>(
        string what, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act(cancellationToken);
        }
        catch (Exception exception) when (
            AzureErrors.Knows(exception)
            && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw AzureErrors.Translate(what, exception);
        }
    }

    private TimeSpan Longer(TimeSpan pause) => pause * 1.5 > _pace.LongestPoll ? _pace.LongestPoll : pause * 1.5;
}

/// <summary>One look at a resource; null for absent.</summary>
internal delegate Task<Standing<T>?> Look<T>(CancellationToken cancellationToken);
