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
        var machines = await cloud.ListMachinesAsync(claw.Name, cancellationToken);
        await Task.WhenAll(machines.Select(machine => cloud.DeleteMachineAsync(machine.Name, cancellationToken)));

        // A machine whose making was interrupted may have left a NIC alone; deleting the machine of now removes that too.
        if (claw.Spec is not null && machines.All(machine => machine.Name != claw.Machine))
            await cloud.DeleteMachineAsync(claw.Machine, cancellationToken);
        await cloud.DeleteAddressAsync(claw.Name, cancellationToken);
        return claw with { Address = null, Spec = null };
    }
}
