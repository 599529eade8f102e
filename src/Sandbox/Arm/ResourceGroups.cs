using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Resource groups, and the lists of resources of all types by tag or type.</summary>
internal sealed class ResourceGroups(Region region)
{
    private const string Type = "Microsoft.Resources/resourceGroups";

    public void AddTo(ArmRoutes routes)
    {
        routes["ResourceGroups_CreateOrUpdate"] = Put;
        routes["ResourceGroups_Update"] = Patch;
        routes["ResourceGroups_Get"] = r => ArmAnswer.Ok(Require(r).Body.DeepClone());
        routes["ResourceGroups_CheckExistence"] = r =>
            new ArmAnswer.Now(region.Store.Find(r.Id) is null ? 404 : 204, null);
        routes["ResourceGroups_List"] = r => ArmAnswer.Ok(Bodies.List(
            region.Store.OfType(Type).Where(g => Matches(g, r)).Select(g => g.Body.DeepClone())));
        routes["ResourceGroups_Delete"] = Delete;
        routes["Resources_List"] = r => ListResources(r, null);
        routes["Resources_ListByResourceGroup"] = r => ListResources(r, r.Id);
        region.Operations.Register(OperationKind.DeleteGroup, new(DeleteContentAsync, (o, _) => Remove(o.ResourceId)));
    }

    private StoredResource Require(ArmRequest request) => region.Store.Find(request.Id)
        ?? throw ArmException.NotFound(
            "ResourceGroupNotFound", $"Resource group '{request.Id.Name}' could not be found.");

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content.Text("location"));
        var (group, isNew) = Bodies.Upsert(region, request);
        group.State = "Succeeded";
        region.Store.Save(group);
        return new ArmAnswer.Now(isNew ? 201 : 200, group.Body.DeepClone());
    }

    private ArmAnswer Patch(ArmRequest request)
    {
        var group = Require(request);
        if (request.Content["tags"] is { } tags)
            group.Body["tags"] = tags.DeepClone();
        region.Store.Save(group);
        return ArmAnswer.Ok(group.Body.DeepClone());
    }

    private ArmAnswer Delete(ArmRequest request) => Ready.Deleting(
        region, request, Require(request), OperationKind.DeleteGroup, region.Pace.DeleteGroup);

    private async Task<JsonNode?> DeleteContentAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        List<StoredResource> content;
        lock (region.Gate)
            content = [.. region.Store.Below(operation.ResourceId)];
        foreach (var resource in content)
        {
            if (resource.Type == VirtualMachines.Type)
                await region.Host.DeleteAsync(resource.Properties.Text("vmId")!, cancellationToken);
        }

        foreach (var resource in content)
        {
            if (resource.Type is Disks.Type or Disks.SnapshotType)
                await region.Host.DeleteStorageAsync(Storage.Of(region, resource.Id), cancellationToken);
        }

        return null;
    }

    private void Remove(ArmId group)
    {
        foreach (var resource in region.Store.Below(group).ToList())
            region.Store.Remove(resource.Id);
        region.Store.Remove(group);
    }

    private ArmAnswer ListResources(ArmRequest request, ArmId? scope)
    {
        var filter = request.Query.GetValueOrDefault("$filter");
        Filters.RequireUnderstood(filter);
        var type = Filters.Equal(filter, "resourceType");
        var found = region.Store.Below(scope)
            .Where(r => r.Id.Group is not null && r.Body.ContainsKey("location") && r.Body.ContainsKey("type"))
            .Where(r => r.Type != Type && Matches(r, request))
            .Where(r => type is null || r.Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            .Select(Summary);
        if (int.TryParse(request.Query.GetValueOrDefault("$top"), out var top))
            found = found.Take(top);
        return ArmAnswer.Ok(Bodies.List(found));
    }

    private static bool Matches(StoredResource resource, ArmRequest request)
    {
        var filter = request.Query.GetValueOrDefault("$filter");
        Filters.RequireUnderstood(filter);
        if (Filters.Equal(filter, "tagName") is not { } name)
            return true;
        var value = (resource.Body["tags"] as JsonObject)?
            .FirstOrDefault(t => t.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.GetValue<string>();
        return value is not null && (Filters.Equal(filter, "tagValue") is not { } wanted || value == wanted);
    }

    private JsonNode Summary(StoredResource resource)
    {
        var summary = new JsonObject
        {
            ["id"] = resource.Id.Text,
            ["name"] = resource.Id.Name,
            ["type"] = resource.Type,
            ["location"] = resource.Body["location"]!.DeepClone(),
            ["tags"] = resource.Body["tags"]?.DeepClone() ?? new JsonObject(),
        };
        if (resource.Body.Text("managedBy") is { } machine)
            summary["managedBy"] = machine;
        if (resource.Body["sku"] is JsonObject sku)
            summary["sku"] = new JsonObject { ["name"] = sku.Text("name") };
        return summary;
    }
}
