using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Compute galleries and image definitions; what is read of versions, too.</summary>
internal sealed class Galleries(Region region)
{
    private const string Type = "Microsoft.Compute/galleries";

    public void AddTo(ArmRoutes routes)
    {
        Add("Galleries", Type, ("Galleries_List", true), ("Galleries_ListByResourceGroup", false));
        Add("GalleryImages", $"{Type}/images", ("GalleryImages_ListByGallery", false));
        AddReads("GalleryImageVersions", Images.VersionType, ("GalleryImageVersions_ListByGalleryImage", false));

        void Add(string word, string type, params (string Id, bool Everywhere)[] lists)
        {
            routes[$"{word}_CreateOrUpdate"] = Put;
            routes[$"{word}_Delete"] = Delete;
            AddReads(word, type, lists);
        }

        void AddReads(string word, string type, params (string Id, bool Everywhere)[] lists)
        {
            routes[$"{word}_Get"] = r => ArmAnswer.Ok(region.Store.Require(r.Id).Body.DeepClone());
            foreach (var (id, everywhere) in lists)
                routes[id] = r => List(type, r.Id, everywhere);
        }
    }

    private ArmAnswer List(string type, ArmId scope, bool everywhere)
    {
        // A list of children asks for its parent first, as Azure does; groups were checked before.
        if (!everywhere && scope.Type.StartsWith(Type, StringComparison.OrdinalIgnoreCase))
            region.Store.Require(scope);
        return ArmAnswer.Ok(Bodies.List(
            region.Store.OfType(type, everywhere ? null : scope).Select(r => r.Body.DeepClone())));
    }

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        RequireParent(request.Id);
        var (resource, isNew) = Bodies.Upsert(region, request);
        return Ready.Later(region, request, resource, isNew, region.Pace.Disk, () => resource.Body.DeepClone());
    }

    private ArmAnswer Delete(ArmRequest request)
    {
        if (region.Store.Find(request.Id) is not { } resource)
            return ArmAnswer.NoContent;
        if (region.Store.Below(request.Id).FirstOrDefault() is { } child)
            throw ArmException.Conflict(
                "CannotDeleteResource",
                $"Cannot delete resource while nested resources exist. Some existing nested resource: '{child.Id}'.");
        return Ready.Deleting(region, request, resource, OperationKind.DeleteResource, region.Pace.Disk);
    }

    private void RequireParent(ArmId id)
    {
        if (id.Parent is { } parent && parent.Type.StartsWith(Type, StringComparison.OrdinalIgnoreCase)
            && region.Store.Find(parent) is null)
            throw ArmException.NotFound(
                "ParentResourceNotFound",
                $"Can not perform requested operation on nested resource. '{parent}' not found.");
    }
}
