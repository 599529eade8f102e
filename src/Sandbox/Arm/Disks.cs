using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Managed disks and snapshots. Who a disk belongs to is stored; its state follows from that.</summary>
internal sealed class Disks(Region region)
{
    public const string Type = "Microsoft.Compute/disks";
    public const string SnapshotType = "Microsoft.Compute/snapshots";

    public void AddTo(ArmRoutes routes)
    {
        foreach (var (word, type) in new[] { ("Disks", Type), ("Snapshots", SnapshotType) })
        {
            routes[$"{word}_Get"] = r => ArmAnswer.Ok(Render(region.Store.Require(r.Id)));
            routes[$"{word}_ListByResourceGroup"] = r => List(type, r.Id);
            routes[$"{word}_List"] = _ => List(type, null);
            routes[$"{word}_Delete"] = Delete;
        }

        routes["Disks_CreateOrUpdate"] = Put;
        routes["Disks_Update"] = Patch;
        routes["Snapshots_CreateOrUpdate"] = Put;
        region.Operations.Register(OperationKind.CreateDisk, new(CopyAsync, Finish));
        region.Operations.Register(OperationKind.DeleteDisk, new(
            async (o, c) =>
            {
                await region.Host.DeleteStorageAsync(Storage.Of(region, o.ResourceId), c);
                return null;
            },
            (o, _) => region.Store.Remove(o.ResourceId)));
    }

    private static bool IsSnapshot(ArmId id) => id.Type.Equals(SnapshotType, StringComparison.OrdinalIgnoreCase);

    private ArmAnswer List(string type, ArmId? scope) =>
        ArmAnswer.Ok(Bodies.List(region.Store.OfType(type, scope).Select(Render)));

    private ArmAnswer Put(ArmRequest request)
    {
        region.RequireLocation(request.Content["location"]?.GetValue<string>());
        if (region.Store.Find(request.Id) is { } existing)
            return Change(request, existing, request.Content);

        var (disk, _) = Bodies.Upsert(region, request);
        var creation = disk.Properties["creationData"]!.AsObject();
        var source = SourceOf(request.Id, creation);
        var size = disk.Properties["diskSizeGB"]?.GetValue<int>()
            ?? source?.Properties["diskSizeGB"]?.GetValue<int>()
            ?? throw ArmException.BadRequest("InvalidParameter", "Required parameter 'disk.diskSizeGB' is missing.");
        if (size < (source?.Properties["diskSizeGB"]?.GetValue<int>() ?? 1))
            throw ArmException.BadRequest("InvalidParameter", "The value of parameter 'disk.diskSizeGB' is too small.");
        disk.Properties["diskSizeGB"] = size;
        disk.Properties["diskSizeBytes"] = size * 1024L * 1024 * 1024;
        disk.Properties["timeCreated"] = region.Now.ToString("O");
        disk.Properties["uniqueId"] = Guid.NewGuid().ToString();
        disk.Body["sku"] ??= new JsonObject { ["name"] = IsSnapshot(request.Id) ? "Standard_LRS" : "Premium_LRS" };
        var duration = IsSnapshot(request.Id) ? region.Pace.Snapshot : region.Pace.Disk;
        return Ready.Later(
            region, request, disk, isNew: true, duration, () => Render(disk), OperationKind.CreateDisk,
            new JsonObject { ["source"] = source?.Id.Text, ["sizeGiB"] = size });
    }

    private StoredResource? SourceOf(ArmId id, JsonObject creation)
    {
        var option = creation.Text("createOption");
        if (option == "Empty" && !IsSnapshot(id))
            return null;
        if (option != "Copy" || creation.Text("sourceResourceId") is not { } source)
            throw ArmException.BadRequest(
                "InvalidParameter", $"createOption '{option}' with these values is not supported for {id.Type}.");
        var found = region.Store.Find(source)
            ?? throw ArmException.NotFound("NotFound", $"The source resource {source} was not found.");
        region.RefuseIfBusy(found.Id);
        return found;
    }

    private ArmAnswer Patch(ArmRequest request) =>
        Change(request, region.Store.Require(request.Id), request.Content);

    private ArmAnswer Change(ArmRequest request, StoredResource disk, JsonObject content)
    {
        region.RefuseIfBusy(disk.Id);
        var created = content["properties"]?["creationData"];
        if (created is not null && !JsonNode.DeepEquals(created, disk.Properties["creationData"]))
            throw ArmException.Conflict(
                "PropertyChangeNotAllowed", "Changing property 'creationData' is not allowed.");
        var before = disk.Properties["diskSizeGB"]!.GetValue<int>();
        if (content["properties"]?["diskSizeGB"]?.GetValue<int>() < before)
            throw ArmException.BadRequest("InvalidParameter", "The new disk size is smaller than the present one.");
        if (request.Operation.Method == "PUT")
            disk.Body.Remove("tags");
        // A PATCH of tags replaces them all, unlike the members of properties.
        if (content["tags"] is { } tags)
            disk.Body["tags"] = tags.DeepClone();
        var rest = content.DeepClone().AsObject();
        rest.Remove("tags");
        Bodies.Merge(disk.Body, rest);
        disk.State = "Updating";
        return Ready.Later(region, request, disk, isNew: false, region.Pace.Tags, () => Render(disk));
    }

    private async Task<JsonNode?> CopyAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        var source = operation.Parameters.Text("source");
        await region.Host.CreateStorageAsync(
            Storage.Of(region, operation.ResourceId),
            operation.Parameters["sizeGiB"]?.GetValue<int>() ?? 1,
            source is null ? null : Storage.Of(region, new ArmId(source)),
            cancellationToken);
        return null;
    }

    private void Finish(LongOperation operation, JsonNode? result) => Ready.Settle(region, operation.ResourceId);

    private ArmAnswer Delete(ArmRequest request)
    {
        if (region.Store.Find(request.Id) is not { } disk)
            return ArmAnswer.NoContent;
        if (disk.Body.Text("managedBy") is { } machine)
            throw ArmException.Conflict(
                "OperationNotAllowed", $"Disk {disk.Id.Name} is attached to VM {machine} and cannot be deleted.");
        return Ready.Deleting(region, request, disk, OperationKind.DeleteDisk, region.Pace.Disk);
    }

    private JsonObject Render(StoredResource disk)
    {
        var body = disk.Body.DeepClone().AsObject();
        var machine = region.Store.Find(disk.Body.Text("managedBy"));
        var reserved = machine?.Hidden.Text("power") == PowerStates.Deallocated;
        body["properties"]!["diskState"] = machine is null ? "Unattached" : reserved ? "Reserved" : "Attached";
        return body;
    }
}
