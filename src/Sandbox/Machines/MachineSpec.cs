namespace ParentClaw.Sandbox.Machines;

/// <summary>What a host needs to make and to boot a machine; made anew from the resources each time.</summary>
/// <param name="Id">Unique per create (the VM's vmId).</param>
/// <param name="Name">Name of the virtual machine.</param>
/// <param name="ImageFolder">What the root is copied from; empty where machines have none.</param>
/// <param name="Address">The address the machine is reached at now: the public one, where it has one.</param>
/// <param name="Keys">Path and line of each authorized key, from the OS profile.</param>
/// <param name="CustomData">What cloud-init gets, or null.</param>
/// <param name="Disks">LUN to the storage that is attached there.</param>
internal sealed record MachineSpec(
    string Id,
    string Name,
    string ImageFolder,
    string Address,
    IReadOnlyList<(string Path, string Line)> Keys,
    byte[]? CustomData,
    IReadOnlyDictionary<int, string> Disks)
{
    /// <summary>The address of its first NIC, which stays whatever public address comes and goes.</summary>
    public string PrivateAddress { get; init; } = "";

    /// <summary>The account that the OS profile asks for.</summary>
    public string AdminUser { get; init; } = "";
}
