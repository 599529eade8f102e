using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>What an order says beyond "do it": where to go, and words for the steps.</summary>
public sealed record OperationOrder
{
    /// <summary>Nothing beyond "do it".</summary>
    public static readonly OperationOrder Plain = new();

    /// <summary>What the claw shall run on at the end; null leaves it on what it runs.</summary>
    public MachineSpec? Target { get; init; }

    /// <summary>The restore point to go back to.</summary>
    public RestorePointId? RestorePoint { get; init; }

    /// <summary>Words for the steps.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
