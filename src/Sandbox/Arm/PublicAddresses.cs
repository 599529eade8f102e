using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Public IP addresses. Each is an address of this computer alone; it serves one NIC at a time.</summary>
internal sealed class PublicAddresses(Region region)
{
    public const string Type = "Microsoft.Network/publicIPAddresses";

    public void AddTo(ArmRoutes routes)
    {
        routes["PublicIPAddresses_CreateOrUpdate"] = Put;
        routes["PublicIPAddresses_Get"] = r => ArmAnswer.Ok(region.Store.Require(r.Id).Body.DeepClone());
        routes["PublicIPAddresses_List"] = r => List(r.Id);
        routes["PublicIPAddresses_ListAll"] = _ => List(null);
        routes["PublicIPAddresses_Delete"] = Delete;
    }

    private ArmAnswer List(ArmId? scope) =>
        ArmAnswer.Ok(Bodies.List(region.Store.OfType(Type, scope).Select(a => a.Body.DeepClone())));

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        var before = region.Store.Find(request.Id);
        var (address, isNew) = Bodies.Upsert(region, request);
        if (address.Body["sku"].Text("name") == "Standard"
            && address.Properties.Text("publicIPAllocationMethod") != "Static")
            throw ArmException.BadRequest(
                "StandardSkuPublicIPAddressesMustBeStatic", "Standard sku publicIp address must be static.");
        address.Properties["ipAddress"] = before?.Properties.Text("ipAddress") ?? Addresses.Next(region);
        if (before?.Properties["ipConfiguration"] is { } used)
            address.Properties["ipConfiguration"] = used.DeepClone();
        return Ready.Later(region, request, address, isNew, region.Pace.Network, () => address.Body.DeepClone());
    }

    private ArmAnswer Delete(ArmRequest request)
    {
        if (region.Store.Find(request.Id) is not { } address)
            return ArmAnswer.NoContent;
        if (address.Properties.Reference("ipConfiguration") is { } user)
            throw ArmException.BadRequest(
                "PublicIPAddressCannotBeDeleted",
                $"Public IP address {address.Id} can not be deleted since it is still allocated to resource {user}.");
        return Ready.Deleting(region, request, address, OperationKind.DeleteResource, region.Pace.Network);
    }
}
