namespace ParentClaw.FleetOps.Remote;

/// <summary>The right to use an open connection until disposed.</summary>
internal sealed class SshLease(SshConnections owner, SshConnection connection) : IDisposable
{
    private int _isDisposed;

    /// <summary>The connection.</summary>
    public SshConnection Connection => connection;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            owner.Return(connection);
    }
}
