namespace ParentClaw.FleetOps.Health;

/// <summary>Wakes who waits for something to have happened, in this process. The store is the truth.</summary>
public abstract class Signal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the next beat. Ask for it before looking at the store, so that none is missed.</summary>
    public Task Next
    {
        get
        {
            lock (_gate)
                return _next.Task;
        }
    }

    /// <summary>It has happened.</summary>
    internal void Beat()
    {
        lock (_gate)
        {
            _next.SetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
