using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// Looks at a claw in trouble from every side: SSH, the cloud, and through Run Command where SSH is dead.
/// </summary>
internal sealed class Diagnostician(SteadyLook look, ICloud cloud)
{
    private const string ProbeScript = "sudo -n /opt/claw/lifecycle/probe.sh --json";

    /// <summary>
    /// Looks. Throws only where the cloud itself cannot be reached: then nothing above the gateway may be touched.
    /// </summary>
    public async Task<Diagnosis> LookAsync(Claw claw, CancellationToken cancellationToken)
    {
        var seen = await look.LookAsync(claw, seen => seen.Report is not null, cancellationToken);
        if (claw.Spec is null)
            return new Diagnosis(seen, null, null);

        var machine = await cloud.FindMachineAsync(claw.Machine, cancellationToken);
        var inside = seen.Report is null && machine is { Power: Power.Running }
            ? await AskInsideAsync(machine, cancellationToken)
            : null;
        return new Diagnosis(seen, inside, machine);
    }

    private async Task<ProbeReport?> AskInsideAsync(CloudMachine machine, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await cloud.RunCommandAsync(machine.Name, ProbeScript, cancellationToken);
            return ProbeReader.TryRead(answer, out var report, out _) ? report : null;
        }
        catch (FleetException e) when (e.Reason is FailureReason.Unreachable or FailureReason.Timeout
            or FailureReason.CommandFailed or FailureReason.Unavailable or FailureReason.ProvisioningFailed)
        {
            // The agent does not answer either: that is what we wanted to know.
            return null;
        }
    }
}
