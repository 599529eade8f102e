using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Virtual networks, subnets and security groups: shapes that are kept and given back.</summary>
internal sealed class Networks(Region region)
{
    private const string Provider = "Microsoft.Network";

    public void AddTo(ArmRoutes routes)
    {
        foreach (var (word, type) in new[]
        {
            ("VirtualNetworks", "virtualNetworks"), ("NetworkSecurityGroups", "networkSecurityGroups"),
        })
        {
            routes[$"{word}_CreateOrUpdate"] = Put;
            routes[$"{word}_Get"] = r => ArmAnswer.Ok(Render(region.Store.Require(r.Id)));
            routes[$"{word}_List"] = r => ArmAnswer.Ok(ListOf($"{Provider}/{type}", r.Id));
            routes[$"{word}_ListAll"] = r => ArmAnswer.Ok(ListOf($"{Provider}/{type}", null));
            routes[$"{word}_Delete"] = Delete;
        }

        routes["Subnets_CreateOrUpdate"] = PutSubnet;
        routes["Subnets_Get"] = r => ArmAnswer.Ok(region.Store.Require(r.Id).Body.DeepClone());
        routes["Subnets_List"] = r => ArmAnswer.Ok(ListOf($"{Provider}/virtualNetworks/subnets", r.Id));
        routes["Subnets_Delete"] = Delete;
        region.Operations.Register(OperationKind.Provision, new(null, (o, _) => Ready.Settle(region, o.ResourceId)));
        region.Operations.Register(
            OperationKind.DeleteResource, new(null, (o, _) => region.Store.Remove(o.ResourceId)));
    }

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        var (resource, isNew) = Bodies.Upsert(region, request);
        if (resource.Properties["subnets"] is JsonArray subnets)
        {
            foreach (var subnet in subnets.OfType<JsonObject>())
                SaveSubnet(request.Id.Child("subnets", Bodies.NameOf(subnet)), subnet, "Succeeded");
            resource.Properties.Remove("subnets");
        }

        foreach (var rule in resource.Properties["securityRules"] as JsonArray ?? [])
            rule!["id"] = request.Id.Child("securityRules", Bodies.NameOf(rule.AsObject())).Text;
        return Ready.Later(region, request, resource, isNew, region.Pace.Network, () => Render(resource));
    }

    private ArmAnswer PutSubnet(ArmRequest request)
    {
        if (region.Store.Find(request.Id.Parent!.Value) is null)
            throw ArmException.NotFound("ParentResourceNotFound", $"'{request.Id.Parent}' could not be found.");
        var isNew = region.Store.Find(request.Id) is null;
        var subnet = SaveSubnet(request.Id, request.Content, "Updating");
        return Ready.Later(region, request, subnet, isNew, region.Pace.Network, () => subnet.Body.DeepClone());
    }

    private StoredResource SaveSubnet(ArmId id, JsonObject content, string state)
    {
        var body = content.DeepClone().AsObject();
        body["id"] = id.Text;
        body["name"] = id.Name;
        var subnet = new StoredResource(id, body, []) { State = state };
        region.Store.Save(subnet);
        return subnet;
    }

    private ArmAnswer Delete(ArmRequest request)
    {
        if (region.Store.Find(request.Id) is not { } resource)
            return ArmAnswer.NoContent;
        var users = region.Store.OfType($"{Provider}/networkInterfaces")
            .Where(n => n.Body.ToJsonString().Contains(request.Id.Text, StringComparison.OrdinalIgnoreCase));
        if (users.FirstOrDefault() is { } user)
            throw ArmException.BadRequest(
                "InUseResourceCannotBeDeleted", $"'{request.Id.Name}' is in use by {user.Id} and cannot be deleted.");
        foreach (var child in region.Store.Below(request.Id).ToList())
            region.Store.Remove(child.Id);
        return Ready.Deleting(region, request, resource, OperationKind.DeleteResource, region.Pace.Network);
    }

    private JsonObject Render(StoredResource resource)
    {
        var body = resource.Body.DeepClone().AsObject();
        var subnets = region.Store.OfType($"{Provider}/virtualNetworks/subnets", resource.Id).ToList();
        if (resource.Type == $"{Provider}/virtualNetworks")
            body["properties"]!["subnets"] = new JsonArray([.. subnets.Select(s => s.Body.DeepClone())]);
        return body;
    }

    private JsonObject ListOf(string type, ArmId? scope) =>
        Bodies.List(region.Store.OfType(type, scope).Select(Render));
}
