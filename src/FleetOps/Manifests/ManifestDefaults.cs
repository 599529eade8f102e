using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>Merges what all claws share into one of them. Pure.</summary>
internal static class ManifestDefaults
{
    /// <summary>
    /// The claw with what it does not say itself: key by key, labels and jobs name by name. Who names a policy himself
    /// takes no list over.
    /// </summary>
    internal static ManifestClaw Merge(ManifestClaw claw, ManifestClaw common) => claw with
    {
        Profile = claw.Profile ?? common.Profile,
        Size = claw.Size ?? common.Size,
        Image = claw.Image ?? common.Image,
        AppLayer = claw.AppLayer ?? common.AppLayer,
        OpenClaw = claw.OpenClaw ?? common.OpenClaw,
        Owner = claw.Owner ?? common.Owner,
        Model = claw.Model ?? common.Model,
        Policy = claw.Policy ?? (claw.Allow is null ? common.Policy : null),
        Allow = claw.Allow ?? (claw.Policy is null ? common.Allow : null),
        Labels = claw.Labels is null ? common.Labels : common.Labels?.SetItems(claw.Labels) ?? claw.Labels,
        Presets = claw.Presets ?? common.Presets,
        Jobs = claw.Jobs is null
            ? common.Jobs
            : [.. claw.Jobs, .. (common.Jobs ?? []).Where(job => !claw.Jobs.Exists(own => own.Name == job.Name))],
        Lines = common.Lines.SetItems(claw.Lines),
    };
}
