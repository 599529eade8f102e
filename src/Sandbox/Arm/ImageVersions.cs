using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Gallery versions that machines become: made, and deleted.</summary>
internal sealed partial class ImageVersions(Region region)
{
    /// <summary>Below the sandbox's folder; beside what its maker supplied.</summary>
    private const string Folder = "captured";

    public void AddTo(ArmRoutes routes)
    {
        routes["GalleryImageVersions_CreateOrUpdate"] = Put;
        routes["GalleryImageVersions_Delete"] = Delete;
        region.Operations.Register(OperationKind.CreateImageVersion, new(CaptureAsync, Captured));
        region.Operations.Register(
            OperationKind.DeleteImageVersion, new(DeleteAsync, (o, _) => region.Store.Remove(o.ResourceId)));
    }

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        if (request.Id.Parent is { } definition && region.Store.Find(definition) is null)
            throw ArmException.NotFound(
                "ParentResourceNotFound",
                $"Can not perform requested operation on nested resource. '{definition}' not found.");
        if (!ThreeNumbers().IsMatch(request.Id.Name))
            throw ArmException.BadRequest(
                "InvalidParameter",
                $"The gallery image version name '{request.Id.Name}' is not three 32-bit integers.");

        var before = region.Store.Find(request.Id);
        var (version, isNew) = Bodies.Upsert(region, request);
        var source = SourceOf(version);
        if (before is { State: "Succeeded" })
        {
            if (SourceOf(before) != source)
                throw ArmException.Conflict(
                    "PropertyChangeNotAllowed",
                    "Changing property 'galleryImageVersion.properties.storageProfile.source' is not allowed.");
            version.Properties["publishingProfile"] = before.Properties["publishingProfile"]?.DeepClone();
            return Ready.Later(
                region, request, version, isNew, region.Pace.Disk, () => version.Body.DeepClone());
        }

        RequireGeneralized(source);
        RefuseSecurityType(request.Id.Parent!.Value, source!.Value);
        version.Hidden["image"] = Path.Combine(
            Path.GetFullPath(region.Options.Folder), Folder, request.Id.Parent!.Value.Name, request.Id.Name);
        Publish(version);
        return Ready.Later(
            region, request, version, isNew, region.Pace.CopyImage, () => version.Body.DeepClone(),
            OperationKind.CreateImageVersion);
    }

    private void RequireGeneralized(ArmId? source)
    {
        if (source is not { } id || !id.Type.Equals(VirtualMachines.Type, StringComparison.OrdinalIgnoreCase))
            throw ArmException.BadRequest(
                "InvalidParameter",
                "The sandbox makes image versions of virtual machines alone (storageProfile.source.id).");
        var machine = region.Store.Require(id);
        region.RefuseIfBusy(id);
        if (!VirtualMachineModel.IsGeneralized(machine))
            throw ArmException.Conflict(
                "OperationNotAllowed",
                $"The operation 'Create Image' requires the Virtual Machine '{id.Name}' to be Generalized.");
    }

    /// <summary>As seen in https://github.com/hashicorp/packer-plugin-azure/issues/304.</summary>
    private void RefuseSecurityType(ArmId definition, ArmId source)
    {
        var features = region.Store.Require(definition).Properties["features"] as JsonArray ?? [];
        if (features.Any(feature => feature.Text("value") == "TrustedLaunchSupported"))
            throw ArmException.BadRequest(
                "InvalidParameter",
                $"The security type 'TrustedLaunchSupported' is not supported for the source id '{source}'.");
    }

    private void Publish(StoredResource version)
    {
        if (version.Properties["publishingProfile"] is not JsonObject profile)
            version.Properties["publishingProfile"] = profile = [];
        profile["publishedDate"] = region.Now.ToString("O");
        profile["replicaCount"] ??= 1;
    }

    private static ArmId? SourceOf(StoredResource version) => version.Properties["storageProfile"].Reference("source");

    private async Task<JsonNode?> CaptureAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        string? folder = null;
        string? machine = null;
        lock (region.Gate)
        {
            if (region.Store.Find(operation.ResourceId) is { } version && SourceOf(version) is { } source)
            {
                folder = version.Hidden.Text("image");
                machine = region.Store.Find(source)?.Properties.Text("vmId");
            }
        }

        if (folder is null || machine is null)
            throw ArmException.Conflict(
                "GalleryImageVersionSourceNotFound", $"The source of {operation.ResourceId} was deleted meanwhile.");
        await region.Host.CaptureAsync(machine, folder, cancellationToken);
        return null;
    }

    private void Captured(LongOperation operation, JsonNode? result) => Ready.Settle(region, operation.ResourceId);

    private ArmAnswer Delete(ArmRequest request) => region.Store.Find(request.Id) is { } version
        ? Ready.Deleting(region, request, version, OperationKind.DeleteImageVersion, region.Pace.Disk)
        : ArmAnswer.NoContent;

    private async Task<JsonNode?> DeleteAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        string? folder;
        lock (region.Gate)
            folder = region.Store.Find(operation.ResourceId)?.Hidden.Text("image");
        if (folder is not null)
            await region.Host.DeleteImageAsync(folder, cancellationToken);
        return null;
    }

    [GeneratedRegex(@"\A\d{1,10}(\.\d{1,10}){2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ThreeNumbers();
}
