namespace ParentClaw.Sandbox;

/// <summary>A machine as it is at this moment.</summary>
public sealed record SandboxMachine
{
    /// <summary>Unique per create; <c>SANDBOX_MACHINE</c> in the environment of its processes.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the virtual machine.</summary>
    public required string VmName { get; init; }

    /// <summary>On this computer alone: its public address, or the private one of its first NIC.</summary>
    public required string Address { get; init; }

    /// <summary>Power state in Azure's words: <c>running</c>, <c>stopped</c>, <c>deallocated</c> …</summary>
    public required string State { get; init; }

    /// <summary>Folder of its root; empty where machines have none.</summary>
    public required string Root { get; init; }

    /// <summary>Changes with each boot; empty before the first.</summary>
    public required string BootId { get; init; }

    /// <summary>Whether a login gets through: it is up, SSH is alive and the parent's network is not cut.</summary>
    public required bool SshReachable { get; init; }

    /// <summary>What a process started on it must be given, all of it: ROOT, HOME, PATH, SANDBOX_… .</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>File of its public ed25519 host key; it exists once cloud-init has run.</summary>
    public string HostKeyFile => Root.Length == 0 ? "" : Path.Combine(Root, "etc/ssh/ssh_host_ed25519_key.pub");
}
