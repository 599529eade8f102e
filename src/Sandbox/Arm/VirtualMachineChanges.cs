using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Changes of an existing machine: tags, size, data disks, NICs. Everything else is refused.</summary>
internal sealed class VirtualMachineChanges(Region region)
{
    private static readonly string[][] s_fixed =
    [
        ["osProfile", "computerName"], ["osProfile", "adminUsername"], ["osProfile", "customData"],
        ["storageProfile", "imageReference", "id"], ["storageProfile", "imageReference", "version"],
        ["storageProfile", "imageReference", "offer"], ["storageProfile", "imageReference", "sku"],
        ["storageProfile", "osDisk", "name"],
    ];

    public void Register() => region.Operations.Register(
        OperationKind.UpdateMachine, new(ChangeAsync, Changed, Undo));

    public ArmAnswer Patch(ArmRequest request)
    {
        var machine = region.Store.Require(request.Id);
        var wanted = machine.Body.DeepClone().AsObject();
        if (request.Content["tags"] is { } tags)
            wanted["tags"] = tags.DeepClone();
        var rest = request.Content.DeepClone().AsObject();
        rest.Remove("tags");
        Bodies.Merge(wanted, rest);
        return Change(request, machine, wanted);
    }

    /// <summary>A PUT replaces the tags; a profile that it leaves out stays as it is.</summary>
    public ArmAnswer Put(ArmRequest request, StoredResource machine)
    {
        var wanted = machine.Body.DeepClone().AsObject();
        wanted.Remove("tags");
        Bodies.Merge(wanted, request.Content);
        return Change(request, machine, wanted);
    }

    public StoredResource RequireFreeNic(ArmId id, ArmId machine)
    {
        var nic = region.Store.Find(id) ?? throw ArmException.NotFound("NotFound", $"Resource {id} not found.");
        region.RefuseIfBusy(nic.Id);
        if (nic.Properties.Reference("virtualMachine") is { } user && user != machine)
            throw ArmException.BadRequest(
                "NicInUse", $"Network Interface {id} is used by existing VM {user}.");
        NicReservations.RefuseIfHeld(region, nic, machine);
        return nic;
    }

    public void TakeNic(StoredResource nic, ArmId machine)
    {
        NicReservations.Release(nic);
        nic.Properties["virtualMachine"] = new JsonObject { ["id"] = machine.Text };
        nic.Properties["primary"] = true;
        nic.Properties["macAddress"] ??= $"00-0D-3A-{Guid.NewGuid().ToString("N")[..2]}-00-01".ToUpperInvariant();
        region.Store.Save(nic);
    }

    private ArmAnswer Change(ArmRequest request, StoredResource machine, JsonObject wanted)
    {
        region.RefuseIfBusy(machine.Id);
        RefuseFixed(machine, wanted);
        VirtualMachineModel.TakeSecrets(wanted);
        var size = Sizes.Require(VirtualMachineModel.SizeOf(wanted));
        var resized = size.Name != VirtualMachineModel.SizeOf(machine.Body);
        if (resized)
            Quota.Check(region, size, machine.Id);

        var entries = (VirtualMachineModel.DataDisks(wanted) ?? []).OfType<JsonObject>()
            .Where(e => e["toBeDetached"]?.GetValue<bool>() != true).ToList();
        VirtualMachineModel.CheckLuns(entries, size);
        var disks = entries.Select(e => DiskClaims.RequireFree(
            region, VirtualMachineModel.DiskOf(e), machine.Id)).ToList();
        var leaving = VirtualMachineModel.Luns(machine.Body).Values.Except(disks.Select(d => d.Id)).ToList();
        var arriving = disks.Where(d => d.Body.Text("managedBy") is null).ToList();
        MoveNics(machine, wanted);

        foreach (var id in leaving)
            DiskClaims.BeginRelease(region, id);
        foreach (var disk in arriving)
            DiskClaims.Claim(region, disk, machine.Id);
        wanted["properties"]!["storageProfile"]!["dataDisks"] =
            new JsonArray([.. entries.Zip(disks, DiskClaims.Render)]);
        var changed = machine with { Body = wanted };
        changed.State = "Updating";
        var moved = leaving.Count + arriving.Count > 0;
        var duration = moved ? region.Pace.MoveDisk : resized ? region.Pace.Resize : region.Pace.Tags;
        return Ready.Later(
            region, request, changed, isNew: false, duration, () => changed.Body.DeepClone(),
            OperationKind.UpdateMachine,
            new JsonObject
            {
                ["leaving"] = Ids(leaving),
                ["arriving"] = Ids(arriving.Select(d => d.Id)),
                ["resized"] = resized,
                ["before"] = machine.Body.DeepClone(),
            });
    }

    private static void RefuseFixed(StoredResource machine, JsonObject wanted)
    {
        foreach (var path in s_fixed)
        {
            var before = path.Aggregate((JsonNode?)machine.Properties, (node, name) => (node as JsonObject)?[name]);
            var after = path.Aggregate(wanted["properties"], (node, name) => (node as JsonObject)?[name]);
            if (path[^1] == "customData")
                before = machine.Hidden["customData"];
            if (after is not null && !JsonNode.DeepEquals(before, after))
                throw ArmException.Conflict(
                    "PropertyChangeNotAllowed", $"Changing property '{string.Join('.', path)}' is not allowed.");
        }
    }

    private void MoveNics(StoredResource machine, JsonObject wanted)
    {
        var before = VirtualMachineModel.NicsOf(machine.Body).ToList();
        var after = VirtualMachineModel.NicsOf(wanted).ToList();
        if (before.ToHashSet().SetEquals(after))
            return;
        if (after.Count == 0)
            throw ArmException.BadRequest("InvalidParameter", "At least one network interface is required.");
        if (machine.Hidden.Text("power") != PowerStates.Deallocated)
            throw ArmException.Conflict(
                "OperationNotAllowed", "NICs can be added or removed only while the VM is deallocated.");
        foreach (var nic in after.Select(n => RequireFreeNic(n, machine.Id)).ToList())
            TakeNic(nic, machine.Id);
        foreach (var nic in before.Except(after))
            MachineRemains.ReleaseNic(region, nic);
    }

    private async Task<JsonNode?> ChangeAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        if (MachineSpecs.Find(region, operation.ResourceId) is not { } spec)
            return null;
        await region.Host.SetDisksAsync(spec.Id, spec.Disks, cancellationToken);
        if (operation.Parameters["resized"]!.GetValue<bool>() && region.Host.StatusOf(spec.Id).Up)
        {
            await region.Host.StopAsync(spec.Id, cancellationToken);
            await region.Host.StartAsync(spec, cancellationToken);
        }

        return null;
    }

    private void Changed(LongOperation operation, JsonNode? result)
    {
        foreach (var disk in operation.Parameters["leaving"]!.AsArray())
            DiskClaims.Release(region, new ArmId(disk!.GetValue<string>()));
        Ready.Settle(region, operation.ResourceId);
    }

    /// <summary>The machine has what it had, and the disks belong to whom they belonged to.</summary>
    private void Undo(LongOperation operation)
    {
        foreach (var disk in operation.Parameters["leaving"]!.AsArray())
            DiskClaims.KeepAfterAll(region, new ArmId(disk!.GetValue<string>()));
        foreach (var disk in operation.Parameters["arriving"]!.AsArray())
            DiskClaims.Release(region, new ArmId(disk!.GetValue<string>()));
        if (region.Store.Find(operation.ResourceId) is { } machine)
            region.Store.Save(machine with { Body = operation.Parameters["before"]!.DeepClone().AsObject() });
        Ready.Fail(region, operation.ResourceId);
    }

    private static JsonArray Ids(IEnumerable<ArmId> ids) => new([.. ids.Select(id => JsonValue.Create(id.Text))]);
}
