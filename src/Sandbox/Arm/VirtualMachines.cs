using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Creating, reading and deleting virtual machines; changes are <see cref="VirtualMachineChanges"/>.</summary>
internal sealed class VirtualMachines(Region region, VirtualMachineChanges changes, InstanceViews views)
{
    public const string Type = "Microsoft.Compute/virtualMachines";

    public void AddTo(ArmRoutes routes)
    {
        routes["VirtualMachines_CreateOrUpdate"] = Put;
        routes["VirtualMachines_Update"] = changes.Patch;
        routes["VirtualMachines_Get"] = r => ArmAnswer.Ok(Render(region.Store.Require(r.Id), r));
        routes["VirtualMachines_List"] = r => List(r, r.Id);
        routes["VirtualMachines_ListAll"] = r => List(r, null);
        routes["VirtualMachines_InstanceView"] = r => ArmAnswer.Ok(views.Of(region.Store.Require(r.Id)));
        routes["VirtualMachines_Delete"] = Delete;
        region.Operations.Register(OperationKind.CreateMachine, new(CreateAsync, Created, CreateFailed));
        region.Operations.Register(OperationKind.DeleteMachine, new(DeleteAsync, Deleted));
    }

    private JsonObject Render(StoredResource machine, ArmRequest request)
    {
        var body = machine.Body.DeepClone().AsObject();
        var wanted = request.Query.GetValueOrDefault("$expand") == "instanceView"
            || request.Query.GetValueOrDefault("statusOnly") == "true";
        if (wanted)
            body["properties"]!["instanceView"] = views.Of(machine);
        return body;
    }

    private ArmAnswer List(ArmRequest request, ArmId? scope) =>
        ArmAnswer.Ok(Bodies.List(region.Store.OfType(Type, scope).Select(m => Render(m, request))));

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        if (region.Store.Find(request.Id) is { } existing)
            return changes.Put(request, existing);

        VirtualMachineModel.RequireNew(request.Content);
        var (machine, _) = Bodies.Upsert(region, request);
        var size = Sizes.Require(VirtualMachineModel.SizeOf(machine.Body));
        var image = Images.Resolve(region, machine.Properties["storageProfile"]!["imageReference"]!.AsObject());
        var nics = VirtualMachineModel.NicsOf(machine.Body).Select(n => changes.RequireFreeNic(n, machine.Id)).ToList();
        var entries = (VirtualMachineModel.DataDisks(machine.Body) ?? []).OfType<JsonObject>().ToList();
        VirtualMachineModel.CheckLuns(entries, size);
        var disks = entries.Select(e => DiskClaims.RequireFree(
            region, VirtualMachineModel.DiskOf(e), machine.Id)).ToList();
        CheckQuota(machine, size);

        Complete(machine, image, entries.Zip(disks, DiskClaims.Render));
        CreateOsDisk(machine, image);
        foreach (var disk in disks)
            DiskClaims.Claim(region, disk, machine.Id);
        foreach (var nic in nics)
            changes.TakeNic(nic, machine.Id);
        return Ready.Later(
            region, request, machine, isNew: true, region.Pace.CreateMachine,
            () => machine.Body.DeepClone(), OperationKind.CreateMachine);
    }

    private void CheckQuota(StoredResource machine, MachineSize size)
    {
        try
        {
            Quota.Check(region, size, machine.Id);
        }
        catch (ArmException)
        {
            NicReservations.Hold(region, machine.Id, VirtualMachineModel.NicsOf(machine.Body));
            throw;
        }
    }

    private void Complete(StoredResource machine, MachineImage image, IEnumerable<JsonNode> dataDisks)
    {
        var secrets = VirtualMachineModel.TakeSecrets(machine.Body);
        machine.Hidden["customData"] = secrets["customData"]?.DeepClone();
        machine.Hidden["image"] = image.Folder;
        machine.Hidden["power"] = PowerStates.Starting;
        machine.Properties["vmId"] = Guid.NewGuid().ToString();
        machine.Properties["timeCreated"] = region.Now.ToString("O");
        var storage = machine.Properties["storageProfile"]!.AsObject();
        storage["imageReference"]!["exactVersion"] = image.ExactVersion;
        storage["dataDisks"] = new JsonArray([.. dataDisks]);
        storage["osDisk"] ??= new JsonObject { ["createOption"] = "FromImage" };
    }

    private void CreateOsDisk(StoredResource machine, MachineImage image)
    {
        var entry = machine.Properties["storageProfile"]!["osDisk"]!.AsObject();
        var name = entry.Text("name") ?? $"{machine.Id.Name}_OsDisk_1_{Guid.NewGuid():N}";
        var id = machine.Id.Parent!.Value.Child($"providers/{Disks.Type}", name);
        if (region.Store.Find(id) is not null)
            throw ArmException.Conflict("ConflictingUserInput", $"Disk {name} already exists.");
        var sku = entry["managedDisk"].Text("storageAccountType") ?? "Premium_LRS";
        var size = entry["diskSizeGB"]?.GetValue<int>() ?? 30;
        entry["name"] = name;
        entry["osType"] = "Linux";
        entry["diskSizeGB"] = size;
        entry["deleteOption"] ??= "Detach";
        entry["caching"] ??= "ReadWrite";
        entry["managedDisk"] = new JsonObject { ["id"] = id.Text, ["storageAccountType"] = sku };
        region.Store.Save(new StoredResource(
            id,
            new JsonObject
            {
                ["id"] = id.Text,
                ["name"] = name,
                ["type"] = Disks.Type,
                ["location"] = region.Options.Location,
                ["managedBy"] = machine.Id.Text,
                ["sku"] = new JsonObject { ["name"] = sku },
                ["tags"] = machine.Body["tags"]?.DeepClone() ?? new JsonObject(),
                ["properties"] = new JsonObject
                {
                    ["osType"] = "Linux",
                    ["diskSizeGB"] = size,
                    ["creationData"] = image.CreationData.DeepClone(),
                    ["provisioningState"] = "Succeeded",
                },
            },
            []));
    }

    private async Task<JsonNode?> CreateAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        if (MachineSpecs.Find(region, operation.ResourceId) is { } spec)
            await MachineBoot.RunAsync(region.Host, spec, cancellationToken);
        return null;
    }

    private void Created(LongOperation operation, JsonNode? result)
    {
        VirtualMachinePower.Set(region, operation.ResourceId, PowerStates.Running);
        Ready.Settle(region, operation.ResourceId);
    }

    private void CreateFailed(LongOperation operation)
    {
        if (region.Store.Find(operation.ResourceId) is not { } machine)
            return;
        machine.Hidden["failed"] = true;
        machine.Hidden["power"] = PowerStates.Stopped;
        Ready.Fail(region, operation.ResourceId);
    }

    private ArmAnswer Delete(ArmRequest request) => region.Store.Find(request.Id) is { } machine
        ? Ready.Deleting(region, request, machine, OperationKind.DeleteMachine, region.Pace.DeleteMachine)
        : ArmAnswer.NoContent;

    private async Task<JsonNode?> DeleteAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        StoredResource? machine;
        lock (region.Gate)
            machine = region.Store.Find(operation.ResourceId);
        if (machine is null)
            return null;
        await region.Host.DeleteAsync(machine.Properties.Text("vmId")!, cancellationToken);
        foreach (var disk in MachineRemains.DisksToDelete(machine))
            await region.Host.DeleteStorageAsync(Storage.Of(region, disk), cancellationToken);
        return null;
    }

    private void Deleted(LongOperation operation, JsonNode? result)
    {
        if (region.Store.Find(operation.ResourceId) is { } machine)
            MachineRemains.Settle(region, machine);
    }
}
