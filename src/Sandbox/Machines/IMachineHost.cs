namespace ParentClaw.Sandbox.Machines;

/// <summary>
/// What stands behind virtual machines and disks. Storage is named by a relative path (<c>disks/d1</c>,
/// <c>snapshots/s1</c>). Every call may be repeated after a crash and then ends in the same state.
/// </summary>
internal interface IMachineHost : IAsyncDisposable
{
    /// <summary>Makes a machine's root from its image and lets cloud-init run; what a broken try left is removed.
    /// Throws <see cref="ProvisioningFailure"/> where the guest refuses what it was given.</summary>
    Task CreateAsync(MachineSpec machine, CancellationToken cancellationToken);

    /// <summary>Boots a machine; one that runs is left alone.</summary>
    Task StartAsync(MachineSpec machine, CancellationToken cancellationToken);

    /// <summary>Stops a machine, orderly if it lets itself; one that does not run is left alone.</summary>
    Task StopAsync(string machine, CancellationToken cancellationToken);

    /// <summary>Stops a machine and removes all of it but its data disks; an unknown one is no error.</summary>
    Task DeleteAsync(string machine, CancellationToken cancellationToken);

    /// <summary>Makes exactly these disks visible to the machine.</summary>
    Task SetDisksAsync(string machine, IReadOnlyDictionary<int, string> disks, CancellationToken cancellationToken);

    /// <summary>An address on this computer, drawn at random, that a machine of this host can have. A host whose
    /// machines have no network of their own takes loopback's.</summary>
    string DrawAddress() => LoopbackAddress.Draw();

    /// <summary>Gives a machine exactly its addresses; one that does not run gets them when it boots. Machines without
    /// a network of their own listen where they were told at their boot.</summary>
    Task SetAddressesAsync(MachineSpec machine, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes an image, in a folder, of what is on a machine that does not run; a folder that is one already is
    /// left alone.</summary>
    Task CaptureAsync(string machine, string folder, CancellationToken cancellationToken);

    /// <summary>Removes an image that was made of a machine; machines that were made from it live on.</summary>
    Task DeleteImageAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Makes storage of a size in GiB, empty or as a copy; storage that exists is left alone.</summary>
    Task CreateStorageAsync(string storage, int sizeGiB, string? copyOf, CancellationToken cancellationToken);

    /// <summary>Removes storage; missing storage is no error.</summary>
    Task DeleteStorageAsync(string storage, CancellationToken cancellationToken);

    /// <summary>Runs a shell script as the guest's agent would; null where the agent does not answer.</summary>
    Task<CommandOutput?> RunAsync(
        string machine, string script, IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken);

    /// <summary>What is known of a machine; an unknown one is stopped.</summary>
    MachineStatus StatusOf(string machine);

    /// <summary>Serial console since the last boot, empty if there is none.</summary>
    string BootLogOf(string machine);

    /// <summary>Breaks or repairs a machine.</summary>
    Task SetBreakAsync(string machine, MachineBreak what, bool broken, CancellationToken cancellationToken);
}

/// <summary>Output of a script, each stream capped.</summary>
internal sealed record CommandOutput(int ExitCode, string StandardOutput, string StandardError);

/// <summary>What a host knows of a machine.</summary>
/// <param name="Up">Its init runs and is not hung.</param>
/// <param name="SshReachable">A login would get through to it.</param>
/// <param name="BootId">Changes with each boot; empty before the first.</param>
/// <param name="Root">Folder of its root; empty where machines have none.</param>
/// <param name="Environment">What a process on it must be given.</param>
internal sealed record MachineStatus(
    bool Up, bool SshReachable, string BootId, string Root, IReadOnlyDictionary<string, string> Environment);

/// <summary>The guest refused its provisioning data.</summary>
internal sealed class ProvisioningFailure(string message) : Exception(message);
