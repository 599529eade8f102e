using ParentClaw.FleetOps.Remote;

namespace ParentClaw.TestKit.Gateway;

/// <summary>A shell whose machines have their sshd and their gateway on other ports than a claw's machine.</summary>
/// <param name="inner">The shell.</param>
/// <param name="sshd">Where sshd listens.</param>
/// <param name="gateway">Where the gateway listens.</param>
internal sealed class Elsewhere(IRemoteShell inner, int sshd, int gateway) : IRemoteShell
{
    public Task<RemoteResult> RunAsync(
        RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken) =>
        inner.RunAsync(target with { Port = sshd }, command, cancellationToken);

    public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken) =>
        inner.WriteFileAsync(target with { Port = sshd }, file, cancellationToken);

    public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
        inner.ForwardAsync(target with { Port = sshd }, gateway, cancellationToken);

    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) =>
        inner.CloseAsync(target with { Port = sshd }, cancellationToken);
}
