using System.Text.Json.Nodes;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>NICs: used by one machine, each configuration in a subnet, with at most one public address.</summary>
internal sealed class NetworkInterfaces(Region region)
{
    public const string Type = "Microsoft.Network/networkInterfaces";

    public void AddTo(ArmRoutes routes)
    {
        routes["NetworkInterfaces_CreateOrUpdate"] = Put;
        routes["NetworkInterfaces_Get"] = r => ArmAnswer.Ok(region.Store.Require(r.Id).Body.DeepClone());
        routes["NetworkInterfaces_List"] = r => List(r.Id);
        routes["NetworkInterfaces_ListAll"] = _ => List(null);
        routes["NetworkInterfaces_Delete"] = Delete;
        region.Operations.Register(OperationKind.DeleteNic, new(null, (o, _) => Remove(region, o.ResourceId)));
        region.Operations.Register(
            OperationKind.UpdateNic, new(TellMachineAsync, (o, _) => Ready.Settle(region, o.ResourceId)));
    }

    public static IEnumerable<JsonObject> ConfigurationsOf(StoredResource nic) =>
        (nic.Properties["ipConfigurations"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The public address of a NIC's first configuration that has one, or null.</summary>
    public static ArmId? PublicAddressOf(StoredResource nic) => ConfigurationsOf(nic)
        .Select(c => c["properties"].Reference("publicIPAddress")).FirstOrDefault(a => a is not null);

    /// <summary>The NIC goes, its public addresses are free again.</summary>
    public static void Remove(Region region, ArmId id)
    {
        if (region.Store.Find(id) is not { } nic)
            return;
        SetUsers(region, nic, []);
        region.Store.Remove(id);
    }

    private ArmAnswer List(ArmId? scope) =>
        ArmAnswer.Ok(Bodies.List(region.Store.OfType(Type, scope).Select(n => n.Body.DeepClone())));

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        var before = region.Store.Find(request.Id);
        var (nic, isNew) = Bodies.Upsert(region, request);
        var configurations = ConfigurationsOf(nic).ToList();
        if (configurations.Count == 0)
            throw ArmException.BadRequest(
                "NetworkInterfaceMustHaveAtLeastOneIpConfiguration", $"NIC {request.Id} has no ipConfigurations.");
        var old = before is null ? [] : ConfigurationsOf(before).ToList();
        foreach (var configuration in configurations)
            Complete(nic, configuration, old);
        if (nic.Properties.Reference("networkSecurityGroup") is { } group)
            RequireReferenced(group, nic);
        foreach (var kept in new[] { "virtualMachine", "macAddress", "primary" })
        {
            if (before?.Properties[kept] is { } value)
                nic.Properties[kept] = value.DeepClone();
        }

        SetUsers(region, before, configurations);
        foreach (var configuration in configurations)
            Use(configuration);
        return Ready.Later(region, request, nic, isNew, region.Pace.Network, () => nic.Body.DeepClone(),
            OperationKind.UpdateNic);
    }

    /// <summary>The machine behind the NIC answers at what is associated now, and nowhere else.</summary>
    private async Task<JsonNode?> TellMachineAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        MachineSpec? machine;
        lock (region.Gate)
        {
            var user = region.Store.Find(operation.ResourceId)?.Properties.Reference("virtualMachine");
            machine = user is { } id ? MachineSpecs.Find(region, id) : null;
        }

        if (machine is not null)
            await region.Host.SetAddressesAsync(machine, cancellationToken);
        return null;
    }

    private void Complete(StoredResource nic, JsonObject configuration, List<JsonObject> old)
    {
        var name = Bodies.NameOf(configuration);
        var properties = configuration["properties"] as JsonObject ?? [];
        if (properties.Reference("subnet") is not { } subnet)
            throw ArmException.BadRequest("SubnetIsRequired", $"Subnet is required for ipConfiguration '{name}'.");
        RequireReferenced(subnet, nic);
        var id = nic.Id.Child("ipConfigurations", name);
        if (properties.Reference("publicIPAddress") is { } address)
            RefuseIfUsed(RequireReferenced(address, nic), id);

        var same = old.FirstOrDefault(c => Bodies.NameOf(c) == name);
        properties["privateIPAddress"] ??=
            same?["properties"].Text("privateIPAddress") ?? Addresses.Next(region);
        properties["privateIPAllocationMethod"] ??= "Dynamic";
        properties["provisioningState"] = "Succeeded";
        configuration["id"] = id.Text;
        configuration["type"] = $"{Type}/ipConfigurations";
        configuration["properties"] ??= properties;
    }

    private StoredResource RequireReferenced(ArmId id, StoredResource by)
    {
        var found = region.Store.Find(id) ?? throw ArmException.BadRequest(
            "InvalidResourceReference", $"Resource {id} referenced by resource {by.Id} was not found.");
        if (found.State != "Succeeded")
            throw ArmException.Conflict(
                "ReferencedResourceNotProvisioned",
                $"Cannot proceed with operation because resource {id} used by resource {by.Id} is {found.State}.");
        return found;
    }

    private static void RefuseIfUsed(StoredResource address, ArmId configuration)
    {
        if (address.Properties.Reference("ipConfiguration") is { } user && user != configuration)
            throw ArmException.BadRequest(
                "PublicIPAddressInUse",
                $"Resource {configuration} is referencing public IP address {address.Id} that is already allocated to "
                + $"resource {user}.");
    }

    private void Use(JsonObject configuration)
    {
        if (configuration["properties"].Reference("publicIPAddress") is not { } id)
            return;
        var address = region.Store.Require(id);
        address.Properties["ipConfiguration"] = new JsonObject { ["id"] = configuration["id"]!.DeepClone() };
        region.Store.Save(address);
    }

    /// <summary>Frees the public addresses that the NIC had and does not have any more.</summary>
    private static void SetUsers(Region region, StoredResource? nic, List<JsonObject> now)
    {
        foreach (var configuration in nic is null ? [] : ConfigurationsOf(nic))
        {
            if (configuration["properties"].Reference("publicIPAddress") is not { } id
                || now.Any(c => c["properties"].Reference("publicIPAddress") == id)
                || region.Store.Find(id) is not { } address)
                continue;
            address.Properties.Remove("ipConfiguration");
            region.Store.Save(address);
        }
    }

    private ArmAnswer Delete(ArmRequest request)
    {
        if (region.Store.Find(request.Id) is not { } nic)
            return ArmAnswer.NoContent;
        if (nic.Properties.Reference("virtualMachine") is { } machine)
            throw ArmException.BadRequest(
                "NicInUse", $"Network Interface {nic.Id} is used by existing resource {machine} and can't be deleted.");
        return Ready.Deleting(region, request, nic, OperationKind.DeleteNic, region.Pace.Network);
    }
}
