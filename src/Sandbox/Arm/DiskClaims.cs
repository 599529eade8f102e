using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Which machine a disk belongs to. A disk belongs to its machine until the detach has ended.</summary>
internal static class DiskClaims
{
    private const string Detaching = "detaching";

    /// <summary>Throws where the disk is missing, belongs to another machine or is on its way out of one.</summary>
    public static StoredResource RequireFree(Region region, ArmId id, ArmId machine)
    {
        var disk = region.Store.Find(id) ?? throw ArmException.NotFound("NotFound", $"Disk {id.Name} is not found.");
        region.RefuseIfBusy(disk.Id);
        if (disk.Hidden.ContainsKey(Detaching))
            throw ArmException.Conflict(
                "AttachDiskWhileBeingDetached",
                $"Cannot attach data disk '{id.Name}' to VM '{machine.Name}' because the disk is currently being "
                + "detached or the last detach operation failed.");
        if (disk.Body.Text("managedBy") is { } owner && new ArmId(owner) != machine)
            throw ArmException.Conflict(
                "ConflictingUserInput",
                $"Disk '{id}' cannot be attached as the disk is already owned by VM '{owner}'.");
        return disk;
    }

    public static void Claim(Region region, StoredResource disk, ArmId machine)
    {
        disk.Body["managedBy"] = machine.Text;
        region.Store.Save(disk);
    }

    public static void BeginRelease(Region region, ArmId id)
    {
        if (region.Store.Find(id) is not { } disk)
            return;
        disk.Hidden[Detaching] = true;
        region.Store.Save(disk);
    }

    public static void KeepAfterAll(Region region, ArmId id)
    {
        if (region.Store.Find(id) is not { } disk)
            return;
        disk.Hidden.Remove(Detaching);
        region.Store.Save(disk);
    }

    public static void Release(Region region, ArmId id)
    {
        if (region.Store.Find(id) is not { } disk)
            return;
        disk.Hidden.Remove(Detaching);
        disk.Body.Remove("managedBy");
        region.Store.Save(disk);
    }

    /// <summary>An entry of <c>dataDisks</c> as Azure gives it back.</summary>
    public static JsonObject Render(JsonObject asked, StoredResource disk)
    {
        var entry = asked.DeepClone().AsObject();
        entry["name"] = disk.Id.Name;
        entry["diskSizeGB"] = disk.Properties["diskSizeGB"]!.DeepClone();
        entry["toBeDetached"] = false;
        entry["deleteOption"] ??= "Detach";
        entry["managedDisk"] = new JsonObject
        {
            ["id"] = disk.Id.Text,
            ["storageAccountType"] = disk.Body["sku"]!["name"]!.DeepClone(),
        };
        return entry;
    }
}
