using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>The machines of a sandbox, as they lie in their folders.</summary>
internal sealed class NspawnRegister
{
    private readonly ConcurrentDictionary<string, (NspawnFolder Folder, MachineRecord Record)> _machines =
        new(StringComparer.Ordinal);

    private readonly string _folder;

    public NspawnRegister(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        foreach (var path in Directory.EnumerateDirectories(_folder))
        {
            if (new MachineFolder(path).Read() is { } record)
                _machines[record.Id] = (new NspawnFolder(path, ShortId(record.Id)), record);
        }
    }

    public ICollection<(NspawnFolder Folder, MachineRecord Record)> All => _machines.Values;

    /// <summary>Where a machine lies or will lie.</summary>
    public NspawnFolder FolderOf(MachineSpec machine) =>
        new(Path.Combine(_folder, $"{machine.Name}-{ShortId(machine.Id)}"), ShortId(machine.Id));

    public bool TryFind(
        string machine, [NotNullWhen(true)] out NspawnFolder? folder, [NotNullWhen(true)] out MachineRecord? record)
    {
        var found = _machines.TryGetValue(machine, out var known);
        (folder, record) = known;
        return found;
    }

    public (NspawnFolder Folder, MachineRecord Record) Require(string machine) =>
        _machines.TryGetValue(machine, out var known)
            ? known
            : throw new InvalidOperationException($"There is no machine {machine}.");

    public void Save(NspawnFolder folder, MachineRecord record)
    {
        folder.Write(record);
        _machines[record.Id] = (folder, record);
    }

    public void Remove(string machine) => _machines.TryRemove(machine, out _);

    /// <summary>Where a loop device is mounted in whichever machine, as a path of this computer; null where it is
    /// not.</summary>
    public string? MountOf(int loop) => All
        .Select(m => new Guest(m.Folder.KernelName).Init).OfType<int>()
        .SelectMany(init => Guest.MountsOf(init, loop)).FirstOrDefault();

    private static string ShortId(string machine) => machine[..8];
}
