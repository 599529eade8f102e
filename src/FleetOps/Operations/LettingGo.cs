using Microsoft.Extensions.Options;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// How this process lets go of its operations at its end: from <see cref="Begin"/> on none begins a further step, and
/// the steps that run may end within <see cref="OperationsOptions.StopPatience"/>. What is left stays open in the
/// store, for the next start.
/// </summary>
public sealed class LettingGo(IOptions<OperationsOptions> options, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new(Timeout.InfiniteTimeSpan, time);
    private int _runs;
    private bool _hasBegun;

    /// <summary>Whether the end has come: no step is to be begun.</summary>
    public bool HasBegun
    {
        get
        {
            lock (_gate)
                return _hasBegun;
        }
    }

    /// <summary>How many operations run in this process now.</summary>
    public int Runs
    {
        get
        {
            lock (_gate)
                return _runs;
        }
    }

    /// <summary>
    /// An operation is about to run here; null where it is to stay open for the next start. Disposed when the runner
    /// leaves it.
    /// </summary>
    public IDisposable? TryEnter()
    {
        lock (_gate)
        {
            if (_hasBegun)
                return null;

            _runs++;
            return new Run(this);
        }
    }

    /// <summary>The end has come; the patience counts from here. Any further call does nothing.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_hasBegun)
                return;

            _hasBegun = true;
            Settle();
        }

        _over.CancelAfter(options.Value.StopPatience);
    }

    /// <summary>The patience is over now, as somebody will not wait.</summary>
    public void Hurry() => _over.Cancel();

    /// <summary>
    /// Waits until no operation runs here any more. Returns how many still do where the patience is over, or the
    /// caller's.
    /// </summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        Begin();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellationToken);
        await _idle.Task.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Runs;
    }

    /// <inheritdoc/>
    public void Dispose() => _over.Dispose();

    private void Leave()
    {
        lock (_gate)
        {
            _runs--;
            Settle();
        }
    }

    private void Settle()
    {
        if (_hasBegun && _runs == 0)
            _idle.TrySetResult();
    }

    private sealed class Run(LettingGo of) : IDisposable
    {
        private int _hasLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
                of.Leave();
        }
    }
}
