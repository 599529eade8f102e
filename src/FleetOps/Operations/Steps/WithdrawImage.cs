using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Deletes what was made of the gallery version; one of another making is left alone.</summary>
internal sealed class WithdrawImage(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Removing what was made of the image";

    /// <summary>Azure: some minutes.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        await cloud.DeleteImageVersionAsync(BakeImage.VersionOf(context.Operation), claw.Name, cancellationToken);
        return claw;
    }
}
