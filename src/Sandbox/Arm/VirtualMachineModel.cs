using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Reading a virtual machine's body; what Azure asks of a new one before it looks at anything else.</summary>
internal static class VirtualMachineModel
{
    /// <summary>Name of the hidden mark of a machine that images are made of.</summary>
    public const string Generalized = "generalized";

    public static bool IsGeneralized(StoredResource machine) => machine.Hidden.ContainsKey(Generalized);

    public static string? SizeOf(JsonObject machine) => machine["properties"]?["hardwareProfile"].Text("vmSize");

    public static IEnumerable<ArmId> NicsOf(JsonObject machine) =>
        (machine["properties"]?["networkProfile"]?["networkInterfaces"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(n => n.Text("id")).OfType<string>().Select(id => new ArmId(id));

    public static JsonArray? DataDisks(JsonObject machine) =>
        machine["properties"]?["storageProfile"]?["dataDisks"] as JsonArray;

    public static ArmId DiskOf(JsonObject dataDisk) => dataDisk.Reference("managedDisk")
        ?? throw ArmException.BadRequest(
            "InvalidParameter", "Required parameter 'dataDisk.managedDisk.id' is missing (only Attach is offered).");

    /// <summary>LUN to disk id.</summary>
    public static IReadOnlyDictionary<int, ArmId> Luns(JsonObject machine) =>
        (DataDisks(machine) ?? []).OfType<JsonObject>()
            .ToDictionary(d => d["lun"]!.GetValue<int>(), DiskOf);

    public static void RequireNew(JsonObject machine)
    {
        var properties = machine["properties"];
        Require(properties?["hardwareProfile"]?["vmSize"], "vmSize");
        Require(properties?["storageProfile"]?["imageReference"], "imageReference");
        Require(properties?["osProfile"]?["adminUsername"], "adminUsername");
        Require(properties?["osProfile"]?["computerName"], "computerName");
        var linux = properties!["osProfile"]!["linuxConfiguration"];
        if (properties["osProfile"]!["adminPassword"] is null
            && linux?["ssh"]?["publicKeys"] is not JsonArray { Count: > 0 })
            throw ArmException.BadRequest(
                "InvalidParameter", "Authentication using either SSH or by user name and "
                + "password must be enabled in Linux profile.");
        if (!NicsOf(machine).Any())
            throw ArmException.BadRequest("InvalidParameter", "At least one network interface is required.");
        if (properties["storageProfile"]!["osDisk"].Text("createOption") is { } option and not "FromImage")
            throw ArmException.BadRequest("InvalidParameter", $"osDisk.createOption '{option}' is not offered.");
    }

    /// <summary>LUNs are unique, within what the size takes.</summary>
    public static void CheckLuns(IEnumerable<JsonObject> dataDisks, MachineSize size)
    {
        var luns = dataDisks.Select(d => d["lun"]!.GetValue<int>()).ToList();
        if (luns.Distinct().Count() != luns.Count)
            throw ArmException.BadRequest("InvalidParameter", "The LUNs of the data disks are not unique.");
        if (luns.Any(l => l is < 0 or > 63))
            throw ArmException.BadRequest("InvalidParameter", "The value of parameter 'dataDisk.lun' is out of range.");
        if (luns.Count > size.MaxDataDisks)
            throw ArmException.Conflict(
                "OperationNotAllowed",
                $"{size.Name} takes {size.MaxDataDisks} data disks, {luns.Count} were asked for.");
    }

    /// <summary>The body without what Azure never gives back, which is returned beside it.</summary>
    public static JsonObject TakeSecrets(JsonObject machine)
    {
        var secrets = new JsonObject();
        if (machine["properties"]?["osProfile"] is JsonObject profile)
        {
            if (profile.Text("customData") is { } data)
                secrets["customData"] = data;
            profile.Remove("customData");
            profile.Remove("adminPassword");
        }

        (machine["properties"] as JsonObject)?.Remove("userData");
        return secrets;
    }

    private static void Require(JsonNode? value, string name)
    {
        if (value is null)
            throw ArmException.BadRequest("InvalidParameter", $"Required parameter '{name}' is missing (null).");
    }
}
