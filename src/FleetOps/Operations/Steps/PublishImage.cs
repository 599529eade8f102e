using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Makes the gallery version of the machine; its tags say what is in it.</summary>
internal sealed class PublishImage(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Making the gallery version";

    /// <summary>Azure copies the disk into the gallery: 10-30 min, an hour where the region is busy.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(90);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var spec = claw.Spec ?? context.Target;
        var tags = new Dictionary<string, string>
        {
            [ResourceTags.AppLayer] = spec.AppLayer.Value,
            [ResourceTags.OpenClaw] = spec.OpenClaw?.Value ?? "unknown",
            [ResourceTags.Profile] = claw.Profile == Profile.Desktop ? "desktop" : "headless",
            [ResourceTags.Base] = spec.Image.ToString(),
        };
        await cloud.CreateImageVersionAsync(
            BakeImage.VersionOf(context.Operation), claw.Machine, tags, cancellationToken);
        return claw;
    }
}
