using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>A marketplace image, one version.</summary>
internal sealed record MarketplaceImage(string Publisher, string Offer, string Sku, string Version);

/// <summary>The few marketplace images that the region knows: Ubuntu 24.04 LTS in several versions.</summary>
internal sealed class Marketplace(Region region)
{
    private static readonly MarketplaceImage[] s_images =
    [
        .. new[] { "24.04.202409120", "24.04.202502210", "24.04.202510010" }.SelectMany(version => new[]
        {
            new MarketplaceImage("Canonical", "ubuntu-24_04-lts", "server", version),
            new MarketplaceImage("Canonical", "ubuntu-24_04-lts", "minimal", version),
        }),
        new("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", "22.04.202509110"),
    ];

    public void AddTo(ArmRoutes routes)
    {
        routes["VirtualMachineImages_ListOffers"] = r => List(r, "", i => i.Offer);
        routes["VirtualMachineImages_ListSkus"] = r => List(r, "offer", i => i.Sku);
        routes["VirtualMachineImages_List"] = ListVersions;
        routes["VirtualMachineImages_Get"] = Get;
    }

    /// <summary>The image, "latest" being the newest version; null if there is none.</summary>
    public static MarketplaceImage? Find(string? publisher, string? offer, string? sku, string? version) =>
        s_images.Where(i => Is(i.Publisher, publisher) && Is(i.Offer, offer) && Is(i.Sku, sku))
            .Where(i => Is(version, "latest") || Is(i.Version, version))
            .MaxBy(i => new Version(i.Version));

    public static string IdOf(Region region, MarketplaceImage image) =>
        $"{IdOf(region, image.Publisher, image.Offer, image.Sku)}/Versions/{image.Version}";

    private static string IdOf(Region region, string publisher, string offer, string sku) =>
        $"{region.Subscription}/Providers/Microsoft.Compute/Locations/{region.Options.Location}/Publishers/{publisher}"
        + $"/ArtifactTypes/VMImage/Offers/{offer}/Skus/{sku}";

    private ArmAnswer List(ArmRequest request, string upTo, Func<MarketplaceImage, string> name)
    {
        var images = Of(request).ToList();
        if (images.Count == 0)
            throw NotFound(request, upTo);
        var names = images.Select(name).Distinct(StringComparer.Ordinal);
        return new ArmAnswer.Now(200, new JsonArray([.. names.Select(Entry)]));
    }

    private ArmAnswer ListVersions(ArmRequest request)
    {
        var images = Of(request).ToList();
        if (images.Count == 0)
            throw NotFound(request, "sku");
        var ordered = images.OrderBy(i => new Version(i.Version)).ToList();
        if (request.Query.GetValueOrDefault("$orderby")?.EndsWith("desc", StringComparison.OrdinalIgnoreCase) == true)
            ordered.Reverse();
        if (int.TryParse(request.Query.GetValueOrDefault("$top"), out var top))
            ordered = [.. ordered.Take(top)];
        return new ArmAnswer.Now(200, new JsonArray([.. ordered.Select(i => Entry(i.Version, IdOf(region, i)))]));
    }

    private ArmAnswer Get(ArmRequest request)
    {
        var v = request.Values;
        var image = Find(v["publisherName"], v["offer"], v["skus"], v["version"]) ?? throw NotFound(request, "version");
        var body = Entry(image.Version, IdOf(region, image)).AsObject();
        body["properties"] = new JsonObject
        {
            ["osDiskImage"] = new JsonObject { ["operatingSystem"] = "Linux" },
            ["dataDiskImages"] = new JsonArray(),
            ["hyperVGeneration"] = "V2",
            ["architecture"] = "x64",
            ["features"] = new JsonArray(
                new JsonObject { ["name"] = "SecurityType", ["value"] = "TrustedLaunchSupported" }),
        };
        return ArmAnswer.Ok(body);
    }

    private static IEnumerable<MarketplaceImage> Of(ArmRequest request) => s_images.Where(i =>
        Is(i.Publisher, request.Values["publisherName"])
        && Is(i.Offer, request.Values.GetValueOrDefault("offer", i.Offer))
        && Is(i.Sku, request.Values.GetValueOrDefault("skus", i.Sku)));

    private JsonNode Entry(string name) => Entry(name, $"{region.Subscription}/Providers/Microsoft.Compute/{name}");

    private JsonNode Entry(string name, string id) =>
        new JsonObject { ["id"] = id, ["name"] = name, ["location"] = region.Options.Location };

    private static ArmException NotFound(ArmRequest request, string what) => ArmException.NotFound(
        "PlatformImageNotFound", $"No platform image for {string.Join(':', request.Values.Values)} ({what}).");

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
