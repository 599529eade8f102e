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
        // The cloud's list may be some seconds behind; the machine of now is known without it.
        var machines = (await cloud.ListRemainsAsync(claw.Name, cancellationToken))
            .Union(claw.Spec is null ? [] : [claw.Machine]);
        await Task.WhenAll(machines.Select(machine => cloud.DeleteMachineAsync(machine, cancellationToken)));
        await cloud.DeleteAddressAsync(claw.Name, cancellationToken);
        return claw with { Address = null, Spec = null };
    }
}
