using System.Collections.Concurrent;
using Azure.ResourceManager.Compute;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Images: our gallery's versions and the marketplace's.</summary>
internal sealed class AzureImages(AzureScope scope, AzureActs acts)
{
    private const string Latest = "latest";

    // A version never changes once published.
    private readonly ConcurrentDictionary<ImageVersion, ImageFacts> _facts = new();

    internal async Task<IReadOnlyList<CloudImage>> ListAsync(CancellationToken cancellationToken)
    {
        var wanted = ImageWish.Parse(scope.Options.Images.Default);
        var gallery = await GalleryAsync(cancellationToken);
        var market = wanted.IsGallery
            ? []
            : (await MarketAsync(wanted.Source, cancellationToken)).TakeLast(scope.Options.Images.Shown).ToList();
        var standard = Choose(wanted, wanted.IsGallery ? gallery : market);
        return [.. market.Concat(gallery)
            .Select(image => image with { IsDefault = image.Version == standard?.Version })];
    }

    internal async Task<CloudImage> ResolveAsync(string? reference, CancellationToken cancellationToken)
    {
        var standard = ImageWish.Parse(scope.Options.Images.Default);
        var wanted = reference is null ? standard : ImageWish.Parse(reference);
        var there = wanted.IsGallery
            ? await GalleryAsync(cancellationToken)
            : await MarketAsync(wanted.Source, cancellationToken);
        var chosen = Choose(wanted, there)
            ?? throw new FleetException(
                FailureReason.NotFound, $"There is no image {wanted}. {WhatThereIs(wanted, there)}");
        return chosen with { IsDefault = wanted == standard };
    }

    /// <summary>What a machine must be told about the image it starts from.</summary>
    internal async Task<ImageFacts> FactsAsync(ImageVersion image, CancellationToken cancellationToken)
    {
        if (_facts.TryGetValue(image, out var known))
            return known;

        var facts = image.IsGallery
            ? await GalleryFactsAsync(image, cancellationToken)
            : await MarketFactsAsync(image, cancellationToken);
        return _facts[image] = facts;
    }

    private static CloudImage? Choose(ImageWish wanted, IReadOnlyList<CloudImage> there) => wanted.Version == Latest
        ? there.LastOrDefault(image => !image.IsMarkedBroken)
        : there.FirstOrDefault(image => image.Version.Version == wanted.Version);

    private string WhatThereIs(ImageWish wanted, List<CloudImage> there) => (there, wanted.IsGallery) switch
    {
        ([], true) => "The gallery is empty.",
        ([], false) => $"The marketplace has no {wanted.Source} in {scope.Options.Location}.",
        _ => $"There are: {string.Join(", ", there.TakeLast(scope.Options.Images.Shown).Select(one => one.Version))}.",
    };

    private Task<List<CloudImage>> GalleryAsync(CancellationToken cancellationToken) =>
        acts.RunAsync(
            "listing the gallery",
            async token => await AzureActs.OrNullAsync(async () =>
            {
                var found = new List<CloudImage>();
                var versions = scope.Arm.GetGalleryImageResource(scope.ImageDefinition).GetGalleryImageVersions();
                await foreach (var version in versions.GetAllAsync(token))
                {
                    // One that is still being made, or whose making failed, is none to start from.
                    if (version.Data.ProvisioningState?.ToString() == "Succeeded"
                        && ImageVersion.TryParse(version.Data.Name, out var image))
                        found.Add(new CloudImage(
                            image,
                            IsDefault: false,
                            version.Data.Tags.ContainsKey(ResourceTags.Broken),
                            version.Data.PublishingProfile?.PublishedOn));
                }

                return found.OrderBy(image => image.Version).ToList();
            }) ?? [],
            cancellationToken);

    private Task<List<CloudImage>> MarketAsync(string source, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"listing {source}",
            async token => await AzureActs.OrNullAsync(async () =>
            {
                var (publisher, offer, sku) = Parts(source);
                var found = new List<CloudImage>();
                await foreach (var version in scope.Subscription.GetVirtualMachineImagesAsync(
                    scope.Location, publisher, offer, sku, cancellationToken: token))
                {
                    if (ImageVersion.TryParse($"{source}:{version.Name}", out var image))
                        found.Add(new CloudImage(image, IsDefault: false, IsMarkedBroken: false, PublishedAt: null));
                }

                return found.OrderBy(image => image.Version).ToList();
            }) ?? [],
            cancellationToken);

    private Task<ImageFacts> GalleryFactsAsync(ImageVersion image, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"looking at image {image}",
            async token =>
            {
                var definition = await scope.Arm.GetGalleryImageResource(scope.ImageDefinition).GetAsync(token);
                return new ImageFacts(
                    image,
                    new($"{scope.ImageDefinition}/versions/{image.Version}"),
                    Plan: null,
                    definition.Value.Data.Features.Any(feature => SupportsTrustedLaunch(feature.Name, feature.Value)));
            },
            cancellationToken);

    private Task<ImageFacts> MarketFactsAsync(ImageVersion image, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"looking at image {image}",
            async token =>
            {
                var (publisher, offer, sku) = Parts(image.Source);
                var found = (await scope.Subscription.GetVirtualMachineImageAsync(
                    scope.Location, publisher, offer, sku, image.Version, token)).Value;
                return new ImageFacts(
                    image,
                    GalleryId: null,
                    found.Plan is { } plan ? new ImagePlan(plan.Name, plan.Publisher, plan.Product) : null,
                    found.Features.Any(feature => SupportsTrustedLaunch(feature.Name, feature.Value)));
            },
            cancellationToken);

    private static (string Publisher, string Offer, string Sku) Parts(string source)
    {
        var parts = source.Split(':');
        return (parts[0], parts[1], parts[2]);
    }

    // TrustedLaunch, TrustedLaunchSupported, TrustedLaunchAndConfidentialVmSupported
    private static bool SupportsTrustedLaunch(string? name, string? value) =>
        name == "SecurityType" && value?.StartsWith("TrustedLaunch", StringComparison.Ordinal) == true;
}
