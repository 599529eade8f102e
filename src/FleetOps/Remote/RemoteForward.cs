namespace ParentClaw.FleetOps.Remote;

/// <summary>An open forward; disposing closes it.</summary>
public abstract class RemoteForward : IAsyncDisposable
{
    /// <summary>Path of the Unix socket here; at most 90 bytes.</summary>
    public abstract string Socket { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
