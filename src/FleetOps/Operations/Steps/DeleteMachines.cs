using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Deletes every machine of the claw, and gives its lasting address back. The data disks stay.</summary>
internal sealed class DeleteMachines(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Deleting the machine, its network interface and its address";

    /// <summary>Azure: usually 1 min; detaching its disk and NIC is in it.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(12);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var machines = await cloud.ListMachineNamesAsync(claw.Name, cancellationToken);
        await Task.WhenAll(machines.Select(machine => cloud.DeleteMachineAsync(machine, cancellationToken)));

        // Whatever the listing says, nothing is left of the machine of now.
        if (claw.Spec is not null && !machines.Contains(claw.Machine))
            await cloud.DeleteMachineAsync(claw.Machine, cancellationToken);
        await cloud.DeleteAddressAsync(claw.Name, cancellationToken);
        return claw with { Address = null, Spec = null };
    }
}
