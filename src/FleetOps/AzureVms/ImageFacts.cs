using Azure.Core;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What must be known of an image before a machine can start from it.</summary>
/// <param name="Image">Exactly which.</param>
/// <param name="GalleryId">Id of the gallery version; null for a marketplace image.</param>
/// <param name="Plan">The plan under which it is sold; null for the free ones.</param>
/// <param name="TrustedLaunch">Whether it starts with secure boot and a virtual TPM.</param>
internal sealed record ImageFacts(
    ImageVersion Image, ResourceIdentifier? GalleryId, ImagePlan? Plan, bool TrustedLaunch);

/// <summary>The plan of a marketplace image.</summary>
internal sealed record ImagePlan(string Name, string Publisher, string Product);
