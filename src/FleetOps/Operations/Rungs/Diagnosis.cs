using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>What is known of a claw in trouble before a rung is chosen.</summary>
/// <param name="Seen">The probe over SSH.</param>
/// <param name="Inside">
/// What Azure Run Command saw on the machine, where SSH is dead and the cloud's agent answers; else null.
/// </param>
/// <param name="Machine">The machine as the cloud shows it, or null where there is none.</param>
internal sealed record Diagnosis(Probe Seen, ProbeReport? Inside, CloudMachine? Machine)
{
    /// <summary>Whether nothing is to be healed: it is well, on the machine that the store says carries it.</summary>
    public bool IsWell => Seen.Verdict.Kind == VerdictKind.Healthy && Machine is not null;

    /// <summary>Whether the machine can be entered.</summary>
    public bool CanEnter => Seen.Report is not null;

    /// <summary>Whether the gateway serves, seen from wherever it can be seen.</summary>
    public bool GatewayServes => (Seen.Report ?? Inside) is { Live: true, Ready: true };

    /// <summary>Whether the claw is well but for the way in: mend access, touch nothing else.</summary>
    public bool OnlyAccessIsBroken => !CanEnter && GatewayServes;
}
