using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Whether the region has room and quota for the machine to come, asked before the old one is given up.
/// </summary>
internal sealed class CheckCapacity(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Checking size and quota";

    /// <summary>A few reads of the region's lists.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var replaced = claw.Spec is null ? null : claw.Machine;
        var offered = await cloud.ChooseSizeAsync(claw.Profile, replaced, cancellationToken);
        context.Note(offered == context.Target.Size
            ? $"{offered} is to be had"
            : $"{context.Target.Size} is wanted; {offered} is to be had");
        return claw;
    }
}
