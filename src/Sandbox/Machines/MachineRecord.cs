namespace ParentClaw.Sandbox.Machines;

/// <summary>A process machine as it lies in its folder (<c>machine.json</c>).</summary>
internal sealed record MachineRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Root and cloud-init are done.</summary>
    public bool Provisioned { get; init; }

    /// <summary>Its init, 0 when off.</summary>
    public int Pid { get; init; }

    /// <summary>Tells the pid from a later process with the same number.</summary>
    public long StartTicks { get; init; }

    public string BootId { get; init; } = "";

    /// <summary>The address it had when it booted.</summary>
    public string Address { get; init; } = "";

    public IReadOnlyList<MachineBreak> Breaks { get; init; } = [];

    public bool Has(MachineBreak what) => Breaks.Contains(what);

    public MachineRecord With(MachineBreak what) => Without(what) with { Breaks = [.. Without(what).Breaks, what] };

    public MachineRecord Without(MachineBreak what) => this with { Breaks = [.. Breaks.Where(b => b != what)] };
}
