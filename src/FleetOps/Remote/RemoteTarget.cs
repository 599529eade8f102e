using System.Net;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Where a command runs. Connections are shared by claw and generation.</summary>
/// <param name="Claw">
/// The claw; its name is the <c>HostKeyAlias</c>, so the pinned key follows the claw, not the address.
/// </param>
/// <param name="Generation">Generation of the machine.</param>
/// <param name="Address">Its address now.</param>
/// <param name="User">The account to enter by.</param>
/// <param name="HostKey">The only host key that is accepted (<c>ssh-ed25519 AAAA…</c>).</param>
public sealed record RemoteTarget(ClawName Claw, int Generation, IPAddress Address, string User, string HostKey)
{
    /// <summary>TCP port of its sshd; 22 unless a test listens elsewhere.</summary>
    public int Port { get; init; } = 22;
}
