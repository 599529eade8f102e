using System.Collections.Concurrent;

namespace ParentClaw.Sandbox.Machines;

/// <summary>Machines with nothing behind them; they boot at once and every script succeeds in silence.</summary>
internal sealed class NoMachines : IMachineHost
{
    private readonly ConcurrentDictionary<string, string> _bootIds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Machine, MachineBreak What), bool> _broken = new();

    public Task CreateAsync(MachineSpec machine, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        _broken.TryRemove((machine.Id, MachineBreak.Hung), out _);
        _broken.TryRemove((machine.Id, MachineBreak.SshDead), out _);
        _bootIds.TryAdd(machine.Id, Guid.NewGuid().ToString());
        return Task.CompletedTask;
    }

    public Task StopAsync(string machine, CancellationToken cancellationToken)
    {
        _bootIds.TryRemove(machine, out _);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string machine, CancellationToken cancellationToken) =>
        StopAsync(machine, cancellationToken);

    public Task SetDisksAsync(
        string machine, IReadOnlyDictionary<int, string> disks, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task CaptureAsync(string machine, string folder, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteImageAsync(string folder, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CreateStorageAsync(
        string storage, int sizeGiB, string? copyOf, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteStorageAsync(string storage, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CommandOutput?> RunAsync(
        string machine, string script, IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken) =>
        Task.FromResult(StatusOf(machine).Up ? new CommandOutput(0, "", "") : null);

    public MachineStatus StatusOf(string machine)
    {
        var up = _bootIds.TryGetValue(machine, out var bootId)
            && !_broken.ContainsKey((machine, MachineBreak.Hung))
            && !_broken.ContainsKey((machine, MachineBreak.RuinedDisk));
        return new MachineStatus(
            up, up && !_broken.ContainsKey((machine, MachineBreak.SshDead)), bootId ?? "", "",
            new Dictionary<string, string>());
    }

    public string BootLogOf(string machine) => "";

    public Task SetBreakAsync(string machine, MachineBreak what, bool broken, CancellationToken cancellationToken)
    {
        if (broken)
            _broken[(machine, what)] = true;
        else
            _broken.TryRemove((machine, what), out _);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
