using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace ParentClaw.Sandbox.Machines;

/// <summary>
/// Machines that are folders and local processes. An image holds whatever its maker wants; the sandbox runs its
/// <c>sbin/init</c>, which stays in the foreground for the machine's life and ends on SIGTERM. Works as any user.
/// </summary>
internal sealed partial class ProcessMachines : IMachineHost
{
    private readonly ConcurrentDictionary<string, (MachineFolder Folder, MachineRecord Record)> _machines =
        new(StringComparer.Ordinal);

    private readonly string _folder;
    private readonly ProcessStorage _storage;
    private readonly ILogger<ProcessMachines> _logger;

    public ProcessMachines(string folder, ILogger<ProcessMachines> logger)
    {
        _folder = Directory.CreateDirectory(Path.Combine(folder, "machines")).FullName;
        _storage = new ProcessStorage(folder);
        _logger = logger;
        foreach (var path in Directory.EnumerateDirectories(_folder))
        {
            var machine = new MachineFolder(path);
            if (machine.Read() is { } record)
                _machines[record.Id] = (machine, record);
        }
    }

    public async Task CreateAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        if (_machines.TryGetValue(machine.Id, out var known) && known.Record.Provisioned)
            return;
        var folder = new MachineFolder(Path.Combine(_folder, $"{machine.Name}-{machine.Id[..8]}"));
        await ProcessStorage.RemoveAsync(folder.Path, cancellationToken);
        Directory.CreateDirectory(folder.Path);
        var record = new MachineRecord { Id = machine.Id, Name = machine.Name, Address = machine.Address };
        Save(folder, record);
        if (!File.Exists(Path.Combine(machine.ImageFolder, "sbin/init")))
            throw new ProvisioningFailure($"The image '{machine.ImageFolder}' has no sbin/init.");
        await ProcessStorage.CopyAsync(machine.ImageFolder, folder.Root, cancellationToken);
        Directory.CreateDirectory(folder.InRoot("root"));
        await CloudInit.RunAsync(folder, record, machine, cancellationToken);
        Save(folder, record with { Provisioned = true });
    }

    public async Task StartAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        var (folder, record) = Require(machine.Id);
        if (ProcessTable.IsAlive(record.Pid, record.StartTicks))
            return;
        await EndAsync(record, cancellationToken);
        if (record.Has(MachineBreak.RuinedDisk))
        {
            await File.WriteAllTextAsync(folder.BootLog, "No bootable device.\n", cancellationToken);
            return;
        }

        _storage.SetDisks(folder, machine.Disks);
        record = record with { BootId = Guid.NewGuid().ToString(), Address = machine.Address };
        // The shell only leads init's output into a file, which then outlives this process as init does.
        var pid = LocalCommand.Launch(
            ["/bin/sh", "-c", "exec setsid \"$0\" >\"$1\" 2>&1 </dev/null", folder.InRoot("sbin/init"), folder.BootLog],
            folder.Root, folder.EnvironmentOf(record));
        Save(folder, record with { Pid = pid, StartTicks = ProcessTable.StartTicksOf(pid) ?? 0 });
        if (record.Has(MachineBreak.Hung))
            ProcessTable.SignalAll(record.Id, ProcessTable.Stop);
        LogBooted(record.Name, pid);
    }

    public async Task StopAsync(string machine, CancellationToken cancellationToken)
    {
        if (!_machines.TryGetValue(machine, out var known))
            return;
        await EndAsync(known.Record, cancellationToken);
        known.Folder.ClearSshDead();
        Save(known.Folder, known.Record.Without(MachineBreak.Hung).Without(MachineBreak.SshDead) with { Pid = 0 });
    }

    public async Task DeleteAsync(string machine, CancellationToken cancellationToken)
    {
        if (!_machines.TryGetValue(machine, out var known))
            return;
        await EndAsync(known.Record, cancellationToken);
        await ProcessStorage.RemoveAsync(known.Folder.Path, cancellationToken);
        _machines.TryRemove(machine, out _);
    }

    public Task SetDisksAsync(
        string machine, IReadOnlyDictionary<int, string> disks, CancellationToken cancellationToken)
    {
        _storage.SetDisks(Require(machine).Folder, disks);
        return Task.CompletedTask;
    }

    public Task CaptureAsync(string machine, string folder, CancellationToken cancellationToken) =>
        ProcessStorage.CaptureAsync(Require(machine).Folder.Root, folder, cancellationToken);

    public Task DeleteImageAsync(string folder, CancellationToken cancellationToken) =>
        ProcessStorage.RemoveAsync(folder, cancellationToken);

    public Task CreateStorageAsync(string storage, int sizeGiB, string? copyOf, CancellationToken cancellationToken) =>
        _storage.CreateAsync(storage, copyOf, cancellationToken);

    public Task DeleteStorageAsync(string storage, CancellationToken cancellationToken) =>
        ProcessStorage.RemoveAsync(_storage.PathOf(storage), cancellationToken);

    public async Task<CommandOutput?> RunAsync(
        string machine, string script, IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken)
    {
        if (!StatusOf(machine).Up)
            return null;
        var (folder, record) = Require(machine);
        var output = await ProcessScript.RunAsync(folder, record, script, parameters, cancellationToken);
        if (output.ExitCode == 0 && RestartsSsh().IsMatch(script))
            await SetBreakAsync(machine, MachineBreak.SshDead, broken: false, cancellationToken);
        return output;
    }

    public MachineStatus StatusOf(string machine)
    {
        if (!_machines.TryGetValue(machine, out var known))
            return new MachineStatus(false, false, "", "", new Dictionary<string, string>());
        var (folder, record) = known;
        var up = ProcessTable.IsAlive(record.Pid, record.StartTicks)
            && !record.Has(MachineBreak.Hung) && !record.Has(MachineBreak.RuinedDisk);
        var sshDead = record.Has(MachineBreak.SshDead) && File.Exists(folder.SshDeadMark);
        return new MachineStatus(up, up && !sshDead, record.BootId, folder.Root, folder.EnvironmentOf(record));
    }

    public string BootLogOf(string machine) =>
        _machines.TryGetValue(machine, out var known) && File.Exists(known.Folder.BootLog)
            ? File.ReadAllText(known.Folder.BootLog)
            : "";

    public async Task SetBreakAsync(
        string machine, MachineBreak what, bool broken, CancellationToken cancellationToken)
    {
        var (folder, record) = Require(machine);
        switch (what)
        {
            case MachineBreak.Hung:
                ProcessTable.SignalAll(machine, broken ? ProcessTable.Stop : ProcessTable.Continue);
                break;
            case MachineBreak.SshDead when broken:
                Directory.CreateDirectory(Path.GetDirectoryName(folder.SshDeadMark)!);
                await File.WriteAllTextAsync(folder.SshDeadMark, "", cancellationToken);
                break;
            case MachineBreak.SshDead:
                folder.ClearSshDead();
                break;
            case MachineBreak.RuinedDisk when broken:
                ProcessTable.SignalAll(machine, ProcessTable.Kill);
                break;
        }

        Save(folder, broken ? record.With(what) : record.Without(what));
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_machines.Values.Select(m => EndAsync(m.Record, CancellationToken.None)));

    private async Task EndAsync(MachineRecord machine, CancellationToken cancellationToken)
    {
        var orderly = !machine.Has(MachineBreak.Hung);
        if (!await MachineShutdown.EndAsync(machine, orderly, cancellationToken))
            LogKilled(machine.Name);
    }

    private (MachineFolder Folder, MachineRecord Record) Require(string machine) =>
        _machines.TryGetValue(machine, out var known)
            ? known
            : throw new InvalidOperationException($"There is no machine {machine}.");

    private void Save(MachineFolder folder, MachineRecord record)
    {
        folder.Write(record);
        _machines[record.Id] = (folder, record);
    }

    [GeneratedRegex(@"systemctl\s+(try-|reload-or-)?(re)?start\s+sshd?\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RestartsSsh();

    [LoggerMessage(LogLevel.Debug, "Machine {Machine} booted as process {Pid}.")]
    private partial void LogBooted(string machine, int pid);

    [LoggerMessage(LogLevel.Warning, "Machine {Machine} did not shut down in time and was killed.")]
    private partial void LogKilled(string machine);
}
