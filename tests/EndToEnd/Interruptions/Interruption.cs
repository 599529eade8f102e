namespace ParentClaw.EndToEnd.Interruptions;

/// <summary>How an external call is disturbed.</summary>
public enum Disturbance
{
    /// <summary>The process dies before the call gets out.</summary>
    DiesBefore,

    /// <summary>The process dies after the call was carried out, before its answer is taken.</summary>
    DiesAfter,

    /// <summary>The connection breaks before the call gets out.</summary>
    BreaksBefore,

    /// <summary>The connection breaks after the call was carried out.</summary>
    BreaksAfter,
}

/// <summary>Counts the external calls of one life of the process, and disturbs one of them.</summary>
/// <param name="at">Which call, from 1; 0 for none.</param>
/// <param name="how">How.</param>
internal sealed class Interruption(int at = 0, Disturbance how = Disturbance.DiesBefore)
{
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private int _calls;

    /// <summary>Whether the disturbance came to pass.</summary>
    internal bool Happened { get; private set; }

    /// <summary>Ends when the process is dead.</summary>
    internal Task Death => _death.Task;

    /// <summary>Carries a call out, or does to it what was asked for. A dead process makes no more calls.</summary>
    internal async Task AroundAsync(Func<Task> call, Func<Exception> broken)
    {
        if (!Count())
        {
            await (Death.IsCompleted ? NeverAsync() : call());
            return;
        }

        switch (how)
        {
            case Disturbance.BreaksBefore:
                throw broken();
            case Disturbance.BreaksAfter:
                await call();
                throw broken();
            case Disturbance.DiesAfter:
                await call();
                break;
        }

        _death.TrySetResult();
        await NeverAsync();
    }

    private bool Count()
    {
        lock (_lock)
        {
            _calls++;
            return !Happened && (Happened = _calls == at);
        }
    }

    private static Task NeverAsync() => new TaskCompletionSource().Task;
}
