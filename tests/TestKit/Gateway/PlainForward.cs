using ParentClaw.FleetOps.Remote;

namespace ParentClaw.TestKit.Gateway;

/// <summary>A forward that leads to a Unix socket of this host; tells whether it was closed.</summary>
public sealed class PlainForward(string socket) : RemoteForward
{
    /// <inheritdoc/>
    public override string Socket => socket;

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
