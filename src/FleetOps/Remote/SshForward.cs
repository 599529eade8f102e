namespace ParentClaw.FleetOps.Remote;

/// <summary>A forward that the master of a connection keeps.</summary>
internal sealed class SshForward(string socket, SshLease lease, Func<Task> cancel) : RemoteForward
{
    /// <inheritdoc/>
    public override string Socket => socket;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (!lease.Connection.IsBroken && !lease.Connection.IsRetired)
                await cancel();
        }
        catch (FleetException)
        {
            // The connection went first and took the forward with it.
        }
        finally
        {
            if (File.Exists(socket))
                File.Delete(socket);
            lease.Dispose();
        }
    }
}
