using Microsoft.Extensions.Logging;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// The Bot API at the pace that Telegram takes of one bot, 30 calls a second. While it cannot be reached one call at a
/// time is let through, at ever longer intervals, and the others wait for what becomes of it.
/// </summary>
internal sealed partial class PacedBotApi(IBotApi api, TimeProvider time, ILogger<PacedBotApi> logger) : IBotApi
{
    // A token is put right by a person, who then starts the parent anew.
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(1);

    // Of thirty calls a second: fifty members who are told of one incident keep nobody waiting for his answer.
    private const int Spared = 5;

    private readonly Lock _gate = new();
    private readonly Pace _pace = new(30, TimeSpan.FromSeconds(1));
    private int _failures;
    private DateTimeOffset _notBefore;
    private TaskCompletionSource? _trial;

    /// <inheritdoc/>
    public Task<TResult> CallAsync<TResult>(BotRequest<TResult> request, CancellationToken cancellationToken) =>
        CallAsync(request, isAwaited: true, cancellationToken);

    /// <summary>Makes a call, and leaves some of the pace to others where nobody waits for this one.</summary>
    /// <param name="request">The call.</param>
    /// <param name="isAwaited">
    /// Whether a person waits for it, as for an answer; not so for edits, menus, and what goes to all members at once.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="BotApiException">Telegram said no, or did not answer.</exception>
    public async Task<TResult> CallAsync<TResult>(
        BotRequest<TResult> request, bool isAwaited, CancellationToken cancellationToken)
    {
        var trial = await EnterAsync(isAwaited ? 0 : Spared, cancellationToken);
        try
        {
            var result = await api.CallAsync(request, cancellationToken);
            Answered();
            return result;
        }
        catch (BotApiException refusal) when (refusal.Failure == BotApiFailure.NoAnswer)
        {
            Unanswered(pause: null, refusal.Message);
            throw;
        }
        catch (BotApiException refusal) when (refusal.Failure == BotApiFailure.Unauthorized)
        {
            Unanswered(TokenPause, refusal.Message);
            throw;
        }
        catch (BotApiException)
        {
            Answered();
            throw;
        }
        finally
        {
            End(trial);
        }
    }

    /// <summary>Waits until a call may go.</summary>
    /// <returns>What ends with the call where others wait for it; null where none do.</returns>
    private async Task<TaskCompletionSource?> EnterAsync(int spared, CancellationToken cancellationToken)
    {
        TaskCompletionSource? trial;
        while (MustWait(spared, cancellationToken, out var wait, out trial))
            await wait;
        return trial;
    }

    // Whether the call may not go yet, and what to wait for before the next look.
    private bool MustWait(
        int spared, CancellationToken cancellationToken, out Task wait, out TaskCompletionSource? mine)
    {
        lock (_gate)
        {
            (wait, mine) = (Task.CompletedTask, null);
            var now = time.GetUtcNow();
            var at = _failures > 0 && _notBefore > now ? _notBefore : _pace.Next(now, spared);
            if (_trial is { } trial)
                wait = trial.Task.WaitAsync(cancellationToken);
            else if (at > now)
                wait = time.UntilAsync(at, cancellationToken);
            else
            {
                _pace.Spend(now);
                if (_failures > 0)
                    mine = _trial = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return false;
            }

            return true;
        }
    }

    // Whichever call it was: nobody needs to wait for the trial any more.
    private void Answered()
    {
        TaskCompletionSource? trial;
        lock (_gate)
        {
            if (_failures == 0)
                return;
            (_failures, trial) = (0, _trial);
        }

        End(trial);
        LogAnswers();
    }

    private void Unanswered(TimeSpan? pause, string why)
    {
        bool isFirst;
        lock (_gate)
        {
            // Calls that were under way together fail together: that is one failure.
            var now = time.GetUtcNow();
            if (_failures > 0 && _notBefore > now)
                return;

            isFirst = _failures++ == 0;
            _notBefore = now + (pause ?? Backoff.After(_failures));
        }

        if (isFirst)
            LogNoAnswer(why);
    }

    // A call that was under way before the failures began is no trial, and ends none.
    private void End(TaskCompletionSource? trial)
    {
        lock (_gate)
            _trial = _trial == trial ? null : _trial;
        trial?.TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Why} What must go out waits until it answers again.")]
    private partial void LogNoAnswer(string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram answers again")]
    private partial void LogAnswers();
}
