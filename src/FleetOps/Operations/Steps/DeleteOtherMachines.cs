using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Deletes every machine of the claw but that of the target generation, with OS disk and NIC: the old one, and what
/// earlier attempts left. Data disks are set free, none is deleted.
/// </summary>
internal sealed class DeleteOtherMachines(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Removing the old machine";

    /// <summary>Azure: usually 1 min; detaching its disk and NIC is in it.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var kept = context.Operation.Target?.Generation;
        var others = (await cloud.ListRemainsAsync(claw.Name, cancellationToken))
            .Where(machine => machine.Generation != kept)
            .ToList();
        await Task.WhenAll(others.Select(machine => cloud.DeleteMachineAsync(machine, cancellationToken)));
        context.Note(others.Count == 0
            ? "None was left."
            : string.Join(", ", others) + " removed");
        return claw with { Address = null };
    }
}
