namespace ParentClaw.Sandbox;

/// <summary>What stands behind a virtual machine of the sandbox.</summary>
public enum MachineKind
{
    /// <summary>A folder as the machine's root and the local processes that its <c>sbin/init</c> starts.</summary>
    Process,

    /// <summary>
    /// A container of systemd-nspawn with its own systemd, sshd, cloud-init and network, and a loop device as data
    /// disk. Needs root on Linux.
    /// </summary>
    Nspawn,

    /// <summary>Nothing: the resource alone, for measuring what orchestrates it.</summary>
    None,
}
