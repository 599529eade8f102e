using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What a deploy would make of a claw.</summary>
/// <param name="Image">From which image.</param>
/// <param name="AppLayer">With which app layer.</param>
/// <param name="OpenClaw">With which OpenClaw; null for the app layer's own.</param>
/// <param name="Size">The machine's size in the cloud's words, e.g. <c>Standard_B2s_v2</c>.</param>
/// <param name="IsNewDisk">Whether on an empty data disk, or on the one that was kept.</param>
public sealed record DeploymentPlan(
    ImageVersion Image, AppLayerVersion AppLayer, OpenClawVersion? OpenClaw, string Size, bool IsNewDisk);
