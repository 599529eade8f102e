using Azure;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Gallery versions that our own machines become.</summary>
internal sealed class AzureImageVersions(AzureScope scope, AzureActs acts)
{
    internal async Task<CloudImage> CreateAsync(
        ImageVersion version, MachineName machine, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken)
    {
        var made = await acts.EnsureAsync(
            NameOf(version),
            LookAt(version),
            async token =>
            {
                var operation = await Versions.CreateOrUpdateAsync(
                    WaitUntil.Started, version.Version, BodyOf(machine, tags), token);
                return (await acts.FinishAsync(operation, token)).Data;
            },
            cancellationToken);
        return IsOf(made, machine.Claw)
            ? new CloudImage(version, IsDefault: false, IsMarkedBroken: false, made.PublishingProfile?.PublishedOn)
            : throw new FleetException(
                FailureReason.InvalidRequest, $"There is an {NameOf(version)} already, of another making.");
    }

    internal Task DeleteAsync(ImageVersion version, ClawName maker, CancellationToken cancellationToken) =>
        acts.RemoveAsync(
            NameOf(version),
            async token => await LookAt(version)(token) is { } seen && IsOf(seen.Data, maker) ? seen : null,
            async (_, token) => await acts.FinishAsync(
                await Resource(version).DeleteAsync(WaitUntil.Started, token), token),
            cancellationToken);

    private GalleryImageVersionCollection Versions =>
        scope.Arm.GetGalleryImageResource(scope.ImageDefinition).GetGalleryImageVersions();

    private static string NameOf(ImageVersion version) => $"image {version}";

    private static bool IsOf(GalleryImageVersionData version, ClawName maker) =>
        version.Tags.TryGetValue(ResourceTags.Claw, out var owner) && owner == maker.Value;

    private GalleryImageVersionResource Resource(ImageVersion version) =>
        scope.Arm.GetGalleryImageVersionResource(new($"{scope.ImageDefinition}/versions/{version.Version}"));

    private Look<GalleryImageVersionData> LookAt(ImageVersion version) => async cancellationToken =>
    {
        var found = await AzureActs.OrNullAsync(
            async () => (await Resource(version).GetAsync(cancellationToken: cancellationToken)).Value.Data);
        return found is null
            ? null
            : new Standing<GalleryImageVersionData>(found, found.ProvisioningState?.ToString(), found.Tags);
    };

    private GalleryImageVersionData BodyOf(MachineName machine, IReadOnlyDictionary<string, string> tags)
    {
        var body = new GalleryImageVersionData(scope.Location)
        {
            StorageProfile = new GalleryImageVersionStorageProfile
            {
                GallerySource = new GalleryArtifactVersionFullSource
                {
                    Id = scope.Id(AzureScope.MachineType, machine.ToString()),
                },
            },
            PublishingProfile = new GalleryImageVersionPublishingProfile
            {
                ReplicaCount = 1,
                TargetRegions = { new TargetRegion(scope.Options.Location) { RegionalReplicaCount = 1 } },
            },
        };
        foreach (var (tag, value) in scope.Tags(ResourceTags.Image, machine.Claw).Concat(tags))
            body.Tags[tag] = value;
        return body;
    }
}
