using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What an image reference leads to.</summary>
/// <param name="Folder">What a machine's root is copied from; empty where machines have none.</param>
/// <param name="ExactVersion">What "latest" or no version has become.</param>
/// <param name="CreationData">How the OS disk names its origin.</param>
internal sealed record MachineImage(string Folder, string ExactVersion, JsonObject CreationData);

/// <summary>From a reference to an image: a gallery version, a definition (its newest), or the marketplace.</summary>
internal static class Images
{
    public const string VersionType = "Microsoft.Compute/galleries/images/versions";
    private const string DefinitionType = "Microsoft.Compute/galleries/images";

    public static MachineImage Resolve(Region region, JsonObject reference)
    {
        if (reference.Text("id") is { } id)
            return FromGallery(region, new ArmId(id));

        var found = Marketplace.Find(
            reference.Text("publisher"), reference.Text("offer"), reference.Text("sku"), reference.Text("version"))
            ?? throw ArmException.NotFound(
                "PlatformImageNotFound",
                $"The platform image '{reference.Text("publisher")}:{reference.Text("offer")}:{reference.Text("sku")}:"
                + $"{reference.Text("version")}' is not available.");
        var origin = new JsonObject { ["id"] = Marketplace.IdOf(region, found) };
        return new MachineImage(
            region.Options.MarketplaceImage ?? FolderOf(region, ""), found.Version,
            CreationData("imageReference", origin));
    }

    private static MachineImage FromGallery(Region region, ArmId id)
    {
        var version = id.Type.Equals(DefinitionType, StringComparison.OrdinalIgnoreCase)
            ? region.Store.OfType(VersionType, id).Where(CountsAsLatest).MaxBy(v => Numbers(v.Id.Name))
            : region.Store.Find(id);
        if (version is null || !version.Id.Type.Equals(VersionType, StringComparison.OrdinalIgnoreCase))
            throw ArmException.NotFound(
                "GalleryImageNotFound", $"The gallery image {id} is not available in the region.");
        if (version.State != "Succeeded")
            throw ArmException.Conflict("OperationNotAllowed", $"The gallery image {id} is {version.State}.");
        return new MachineImage(
            version.Hidden.Text("image") ?? FolderOf(region, version.Id.Name), version.Id.Name,
            CreationData("galleryImageReference", new JsonObject { ["id"] = version.Id.Text }));
    }

    private static bool CountsAsLatest(StoredResource version) =>
        version.Properties["publishingProfile"]?["excludeFromLatest"]?.GetValue<bool>() != true;

    /// <summary>The version's folder, else the lowest version's.</summary>
    private static string FolderOf(Region region, string version) =>
        region.Options.Images.TryGetValue(version, out var folder)
            ? folder
            : region.Options.Images.OrderBy(i => Numbers(i.Key)).Select(i => i.Value).FirstOrDefault() ?? "";

    private static JsonObject CreationData(string name, JsonObject origin) =>
        new() { ["createOption"] = "FromImage", [name] = origin };

    private static Version Numbers(string version) =>
        Version.TryParse(version.Split('-')[0], out var parsed) ? parsed : new Version(0, 0);
}
