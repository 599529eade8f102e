using ParentClaw.Sandbox.Arm;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox;

/// <summary>The machines behind the resources: what a local shell needs to reach them, how to break them.</summary>
public sealed class SandboxMachines
{
    private readonly Region _region;
    private readonly string _cutMark;

    internal SandboxMachines(Region region)
    {
        _region = region;
        _cutMark = Path.Combine(region.Options.Folder, "parent-network-cut");
        IsParentNetworkCut = File.Exists(_cutMark);
    }

    /// <summary>The parent's own network: while it is cut ARM and SSH do not answer, and machines go on untouched.
    /// Persisted.</summary>
    public bool IsParentNetworkCut { get; private set; }

    /// <summary>All machines, by name.</summary>
    public IReadOnlyList<SandboxMachine> All => Select(_ => true);

    /// <summary>The machine that an address leads to now, or null.</summary>
    public SandboxMachine? FindByAddress(string address) =>
        Select(m => MachineSpecs.AddressOf(_region, m) == address).FirstOrDefault();

    /// <summary>The machine of a virtual machine's name, or null.</summary>
    public SandboxMachine? FindByName(string vmName) =>
        Select(m => m.Id.Name.Equals(vmName, StringComparison.OrdinalIgnoreCase)).FirstOrDefault();

    /// <summary>Breaks a machine. Persisted; what heals it is said at each <see cref="MachineBreak"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no such machine.</exception>
    public Task BreakAsync(string vmName, MachineBreak what, CancellationToken cancellationToken) =>
        _region.Host.SetBreakAsync(Require(vmName).Id, what, broken: true, cancellationToken);

    /// <summary>Takes a break back, as if it had never been; a ruined disk boots again at the next start.</summary>
    /// <exception cref="InvalidOperationException">There is no such machine.</exception>
    public Task RepairAsync(string vmName, MachineBreak what, CancellationToken cancellationToken) =>
        _region.Host.SetBreakAsync(Require(vmName).Id, what, broken: false, cancellationToken);

    /// <summary>Cuts the parent's network, or joins it again.</summary>
    public void CutParentNetwork(bool cut)
    {
        if (cut)
            File.WriteAllText(_cutMark, "");
        else
            File.Delete(_cutMark);
        IsParentNetworkCut = cut;
    }

    private SandboxMachine Require(string vmName) => FindByName(vmName)
        ?? throw new InvalidOperationException($"The sandbox has no machine '{vmName}'.");

    private List<SandboxMachine> Select(Func<StoredResource, bool> wanted)
    {
        lock (_region.Gate)
            return [.. _region.Store.OfType(VirtualMachines.Type).Where(wanted).Select(Describe)];
    }

    private SandboxMachine Describe(StoredResource machine)
    {
        var id = machine.Properties.Text("vmId")!;
        var status = _region.Host.StatusOf(id);
        return new SandboxMachine
        {
            Id = id,
            VmName = machine.Id.Name,
            Address = MachineSpecs.AddressOf(_region, machine),
            State = machine.Hidden.Text("power") ?? PowerStates.Stopped,
            Root = status.Root,
            BootId = status.BootId,
            SshReachable = status.SshReachable && !IsParentNetworkCut,
            Environment = status.Environment,
        };
    }
}
