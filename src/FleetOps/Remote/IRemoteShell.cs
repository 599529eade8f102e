namespace ParentClaw.FleetOps.Remote;

/// <summary>A shell on a claw's machine. The contract; OpenSSH on real machines, a local one in the sandbox.</summary>
/// <remarks>
/// Only <see cref="FleetException"/> and <see cref="OperationCanceledException"/> come out:
/// <see cref="FailureReason.Unreachable"/> (refused, no route, dropped), <see cref="FailureReason.Timeout"/> (deadline
/// passed; the command was ended on the machine too), <see cref="FailureReason.HostKeyChanged"/> (never accepted),
/// <see cref="FailureReason.AccessDenied"/>. A command's own exit code is no exception: it is in the result. Cancelling
/// ends the waiting; over SSH the command itself may run on until its deadline.
/// </remarks>
public interface IRemoteShell
{
    /// <summary>Runs a command and returns when it ended.</summary>
    Task<RemoteResult> RunAsync(RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a file whole: to a temporary neighbour, mode set, then moved. Content travels through stdin.
    /// </summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.CommandFailed"/>: the machine could not write it.
    /// </exception>
    Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken);

    /// <summary>
    /// Forwards a Unix socket here to a TCP port on the machine's loopback, until the result is disposed.
    /// </summary>
    Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken);

    /// <summary>
    /// Closes the shared connection to the target, as when its address moved. Nothing open is success.
    /// </summary>
    Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken);
}
