using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Starts the machine of now and looks its address up.</summary>
internal sealed class StartMachine(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Starting the machine";

    /// <summary>Azure: usually 1 min; allocation in a full region takes longer before it is refused.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var machine = await cloud.FindMachineAsync(claw.Machine, cancellationToken) ?? throw new FleetException(
            FailureReason.NotFound,
            $"The machine {claw.Machine} is gone. /resuscitate {claw.Name} rebuilds it on its data disk.");
        if (machine.Power is not Power.Running)
            await cloud.StartMachineAsync(machine.Name, cancellationToken);
        return claw with { Address = await cloud.FindAddressAsync(claw.Name, cancellationToken) };
    }
}
