namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>Boot and end of one machine.</summary>
internal static class NspawnLife
{
    /// <summary>SIGRTMIN+3: to systemd, "halt" (systemd(1)).</summary>
    private const int Halt = 37;

    /// <summary>A guest whose services drain before they stop needs a while; one that needs longer is stuck.</summary>
    private static readonly TimeSpan s_orderly = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_askAgain = TimeSpan.FromSeconds(2);

    /// <summary>What is killed is gone at once, but for what waits for a disk.</summary>
    private static readonly TimeSpan s_killed = TimeSpan.FromSeconds(20);

    /// <summary>Measured: 3 s alone on two cores, 14 s with nine others. Azure gives up after 40 minutes.</summary>
    private static readonly TimeSpan s_cloudInit = TimeSpan.FromMinutes(3);

    private static string Supervisor => Path.Combine(AppContext.BaseDirectory, "Machines/Nspawn/nspawn-machine.sh");

    /// <summary>How a machine is now.</summary>
    public static MachineStatus StatusOf(NspawnFolder folder, MachineRecord record)
    {
        var up = ProcessTable.IsAlive(record.Pid, record.StartTicks) && !record.Has(MachineBreak.Hung);
        var ssh = up && new Guest(folder.KernelName).ListensForSsh();
        var bootId = NspawnFolder.ReadOrEmpty(folder.BootIdFile).Trim();
        return new MachineStatus(up, ssh, bootId, folder.Root, new Dictionary<string, string>());
    }

    /// <summary>Its supervisor's process, which leads all output into files and so outlives this one.</summary>
    public static int Launch(NspawnFolder folder, string name, string bridge) => LocalCommand.Launch(
        [
            "/bin/sh", "-c", "log=$1; shift; exec setsid \"$@\" >\"$log\" 2>&1 </dev/null", "launch",
            folder.SupervisorLog, "bash", Supervisor, folder.Path, name, bridge, folder.KernelName, folder.Disks,
        ],
        folder.Path, null);

    /// <exception cref="ProvisioningFailure">cloud-init did not come to its end, or refuses what it was
    /// given.</exception>
    public static async Task WaitForCloudInitAsync(
        NspawnFolder folder, bool withCustomData, CancellationToken cancellationToken)
    {
        var report = new CloudInitReport(false, null);
        await Patience.WaitAsync(
            () => (report = CloudInitReport.Of(folder, withCustomData)).Ready, s_cloudInit, cancellationToken);
        if (!report.Ready)
            throw new ProvisioningFailure(
                $"cloud-init did not finish within {s_cloudInit.TotalMinutes} minutes: read the boot log.");
        if (report.Refusal is { } refusal)
            throw new ProvisioningFailure($"cloud-init: {refusal}");
    }

    /// <summary>Ends a machine, in order where it lets itself. False if it had to be killed although it was
    /// asked.</summary>
    public static async Task<bool> EndAsync(
        NspawnFolder folder, MachineRecord machine, CancellationToken cancellationToken)
    {
        var inTime = true;
        if (!machine.Has(MachineBreak.Hung) && ProcessTable.IsAlive(machine.Pid, machine.StartTicks))
        {
            ProcessTable.Signal(machine.Pid, ProcessTable.Terminate);
            inTime = await WaitForHaltAsync(new Guest(folder.KernelName), machine, cancellationToken);
        }

        await KillAsync(folder, machine, cancellationToken);
        return inTime;
    }

    /// <summary>Ends a machine at once and removes all of it, but for its data disks.</summary>
    public static async Task RemoveAsync(
        NspawnFolder folder, MachineRecord? machine, CancellationToken cancellationToken)
    {
        await KillAsync(folder, machine, cancellationToken);
        await NspawnRoot.UnmountAsync(folder, cancellationToken);
        await ProcessStorage.RemoveAsync(folder.Path, cancellationToken);
        await ProcessStorage.RemoveAsync(folder.Disks, cancellationToken);
    }

    /// <summary>Ends what is left of a machine, at once.</summary>
    public static async Task KillAsync(
        NspawnFolder folder, MachineRecord? machine, CancellationToken cancellationToken)
    {
        var guest = new Guest(folder.KernelName);
        var gone = await Patience.WaitAsync(
            () =>
            {
                // Again each time: a process may have started another between the look and the signal.
                guest.Kill();
                return !Supervised(machine) && guest.TryForget();
            },
            s_killed,
            cancellationToken);
        if (!gone)
            throw new IOException("A machine's processes could not be killed: they wait for a disk or a mount.");
    }

    /// <summary>Asks again and again: an init that has only begun to boot does not hear.</summary>
    private static Task<bool> WaitForHaltAsync(
        Guest guest, MachineRecord machine, CancellationToken cancellationToken)
    {
        var asked = TimeProvider.System.GetTimestamp();
        return Patience.WaitAsync(
            () =>
            {
                if (!ProcessTable.IsAlive(machine.Pid, machine.StartTicks))
                    return true;
                if (TimeProvider.System.GetElapsedTime(asked) > s_askAgain && guest.Init is { } init)
                {
                    asked = TimeProvider.System.GetTimestamp();
                    ProcessTable.Signal(init, Halt);
                }

                return false;
            },
            s_orderly,
            cancellationToken);
    }

    /// <summary>A supervisor that was launched this moment is in no cgroup yet.</summary>
    private static bool Supervised(MachineRecord? machine)
    {
        if (machine is null || !ProcessTable.IsAlive(machine.Pid, machine.StartTicks))
            return false;
        ProcessTable.Signal(machine.Pid, ProcessTable.Kill);
        return true;
    }
}
