using Microsoft.Extensions.Logging;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>
/// Machines that boot: containers of systemd-nspawn with a systemd, an sshd, a cloud-init and a network of their own.
/// An image is a folder with a file <c>layers</c>: the folders that lie on each other as the machine's root, a line
/// each, topmost first. Needs root on Linux.
/// </summary>
internal sealed partial class NspawnMachines : IMachineHost
{
    private readonly string _folder;
    private readonly NspawnRegister _machines;
    private readonly NspawnNetwork _network;
    private readonly NspawnStorage _storage;
    private readonly NspawnDisks _disks;
    private readonly ILogger<NspawnMachines> _logger;

    private NspawnMachines(string folder, NspawnNetwork network, ILogger<NspawnMachines> logger)
    {
        _folder = folder;
        _machines = new NspawnRegister(Path.Combine(folder, "machines"));
        _network = network;
        _storage = new NspawnStorage(folder);
        _disks = new NspawnDisks(_storage);
        _logger = logger;
    }

    /// <exception cref="PlatformNotSupportedException">This computer lacks something; the message says what to
    /// do.</exception>
    public static async Task<NspawnMachines> OpenAsync(
        string folder, ILogger<NspawnMachines> logger, CancellationToken cancellationToken)
    {
        if (NspawnRequirements.MissingHere() is { } missing)
            throw new PlatformNotSupportedException(missing);
        return new NspawnMachines(folder, await NspawnNetwork.OpenAsync(folder, cancellationToken), logger);
    }

    public async Task CreateAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        if (_machines.TryFind(machine.Id, out _, out var known) && known.Provisioned)
            return;
        var folder = _machines.FolderOf(machine);
        await NspawnLife.RemoveAsync(folder, known, cancellationToken);
        Directory.CreateDirectory(folder.Path);
        var record = new MachineRecord { Id = machine.Id, Name = machine.Name };
        _machines.Save(folder, record);
        await NspawnRoot.MakeAsync(folder, machine.ImageFolder, cancellationToken);
        FirstBoot.Prepare(folder, machine);
        await BootAsync(folder, record, machine, cancellationToken);
        await NspawnLife.WaitForCloudInitAsync(folder, machine.CustomData is not null, cancellationToken);
        _machines.Save(folder, _machines.Require(machine.Id).Record with { Provisioned = true });
    }

    public async Task StartAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        var (folder, record) = _machines.Require(machine.Id);
        if (ProcessTable.IsAlive(record.Pid, record.StartTicks))
            return;
        await EndAsync(folder, record, cancellationToken);
        if (record.Has(MachineBreak.RuinedDisk))
        {
            await File.WriteAllTextAsync(folder.BootLog, "No bootable device.\n", cancellationToken);
            return;
        }

        await NspawnRoot.MountAsync(folder, cancellationToken);
        await BootAsync(folder, record, machine, cancellationToken);
    }

    public async Task StopAsync(string machine, CancellationToken cancellationToken)
    {
        if (!_machines.TryFind(machine, out var folder, out var record))
            return;
        await EndAsync(folder, record, cancellationToken);
        _machines.Save(folder, record.Without(MachineBreak.Hung).Without(MachineBreak.SshDead) with { Pid = 0 });
    }

    public async Task DeleteAsync(string machine, CancellationToken cancellationToken)
    {
        if (!_machines.TryFind(machine, out var folder, out var record))
            return;
        await EndAsync(folder, record, cancellationToken);
        await NspawnLife.RemoveAsync(folder, record, cancellationToken);
        _machines.Remove(machine);
    }

    public async Task SetDisksAsync(
        string machine, IReadOnlyDictionary<int, string> disks, CancellationToken cancellationToken)
    {
        var folder = _machines.Require(machine).Folder;
        await _disks.SetAsync(folder, new Guest(folder.KernelName).Init, disks, cancellationToken);
    }

    public string DrawAddress() => _network.Range.DrawAddress();

    public async Task SetAddressesAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        if (!_machines.TryFind(machine.Id, out var folder, out _) || !Directory.Exists(folder.InRoot("etc")))
            return;
        FirstBoot.SetNetwork(folder, machine, _network.Range);
        if (new Guest(folder.KernelName).Init is { } init)
            await GuestAddresses.SetAsync(init, machine, _network, cancellationToken);
    }

    public Task CaptureAsync(string machine, string folder, CancellationToken cancellationToken) =>
        NspawnRoot.CaptureAsync(_machines.Require(machine).Folder, folder, cancellationToken);

    public Task DeleteImageAsync(string folder, CancellationToken cancellationToken) => NspawnRoot.ForgetAsync(folder);

    public Task CreateStorageAsync(
        string storage, int sizeGiB, string? copyOf, CancellationToken cancellationToken) =>
        _storage.CreateAsync(storage, sizeGiB, copyOf, _machines.MountOf, cancellationToken);

    public Task DeleteStorageAsync(string storage, CancellationToken cancellationToken) =>
        _storage.DeleteAsync(storage, cancellationToken);

    public async Task<CommandOutput?> RunAsync(
        string machine, string script, IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken) =>
        StatusOf(machine).Up && new Guest(_machines.Require(machine).Folder.KernelName).Init is { } init
            ? await GuestScript.RunAsync(_machines.Require(machine).Folder, init, script, parameters, cancellationToken)
            : null;

    public MachineStatus StatusOf(string machine) => _machines.TryFind(machine, out var folder, out var record)
        ? NspawnLife.StatusOf(folder, record)
        : new MachineStatus(false, false, "", "", new Dictionary<string, string>());

    public string BootLogOf(string machine) =>
        _machines.TryFind(machine, out var folder, out _) ? NspawnFolder.ReadOrEmpty(folder.BootLog) : "";

    public async Task SetBreakAsync(
        string machine, MachineBreak what, bool broken, CancellationToken cancellationToken)
    {
        var (folder, record) = _machines.Require(machine);
        var guest = new Guest(folder.KernelName);
        switch (what)
        {
            case MachineBreak.Hung:
                guest.Freeze(broken);
                break;
            case MachineBreak.SshDead when guest.Init is { } init:
                await LocalCommand.RequireAsync(
                    cancellationToken, Guest.Enter(init, "systemctl", broken ? "stop" : "start", "ssh.service"));
                break;
            case MachineBreak.RuinedDisk when broken:
                await NspawnLife.KillAsync(folder, record, cancellationToken);
                break;
        }

        _machines.Save(folder, broken ? record.With(what) : record.Without(what));
    }

    /// <summary>Ends what runs and gives everything back to the computer: mounts, loop devices, the network.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_machines.All.Select(async m =>
            {
                await EndAsync(m.Folder, m.Record, CancellationToken.None);
                await NspawnRoot.UnmountAsync(m.Folder, CancellationToken.None);
                await ProcessStorage.RemoveAsync(m.Folder.Disks, CancellationToken.None);
            }));
        }
        finally
        {
            await LoopDevices.DetachAsync(_folder, CancellationToken.None);
            await _network.CloseAsync(CancellationToken.None);
        }
    }

    private async Task BootAsync(
        NspawnFolder folder, MachineRecord record, MachineSpec machine, CancellationToken cancellationToken)
    {
        await _disks.SetAsync(folder, null, machine.Disks, cancellationToken);
        FirstBoot.SetNetwork(folder, machine, _network.Range);
        AtomicFile.Write(folder.BootIdFile, Guid.NewGuid().ToString());
        var pid = NspawnLife.Launch(folder, machine.Name, _network.Bridge);
        var ticks = ProcessTable.StartTicksOf(pid) ?? 0;
        _machines.Save(folder, record with { Pid = pid, StartTicks = ticks, Address = machine.Address });
        await _network.ForgetNeighbourAsync(machine.Address, cancellationToken);
        LogBooted(machine.Name, pid);
    }

    private async Task EndAsync(NspawnFolder folder, MachineRecord record, CancellationToken cancellationToken)
    {
        if (!await NspawnLife.EndAsync(folder, record, cancellationToken))
            LogKilled(record.Name);
    }

    [LoggerMessage(LogLevel.Debug, "Machine {Machine} boots as process {Pid}.")]
    private partial void LogBooted(string machine, int pid);

    [LoggerMessage(LogLevel.Warning, "Machine {Machine} did not shut down in time and was killed.")]
    private partial void LogKilled(string machine);
}
