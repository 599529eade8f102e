namespace ParentClaw.FleetOps.Remote;

/// <summary>A machine that is a folder and some processes here.</summary>
/// <param name="Root">Its root folder.</param>
/// <param name="Environment">
/// The whole environment of its commands: its PATH finds programs, <c>SANDBOX_ADDRESS</c> is its loopback.
/// </param>
/// <param name="HostKey">
/// Its public host key (<c>ssh-ed25519 AAAA…</c>); null where it has none yet, which is as good as no sshd.
/// </param>
public sealed record LocalMachine(string Root, IReadOnlyDictionary<string, string> Environment, string? HostKey)
{
    /// <summary>The variable that names its loopback address.</summary>
    public const string AddressVariable = "SANDBOX_ADDRESS";
}
