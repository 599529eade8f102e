using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>The claw's lasting address, and the NIC of the target generation with that address on it.</summary>
internal sealed class CreateNetwork(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Making the network interface";

    /// <summary>A few seconds each, but a NIC whose machine failed to be made is held for 180 s.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(8);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        await cloud.CreateAddressAsync(claw.Name, cancellationToken); // one whose making failed is found, and of no use
        await cloud.CreateNicAsync(MachineName.Of(claw.Name, context.Target.Generation), cancellationToken);
        return claw;
    }
}
