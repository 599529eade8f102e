using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Tests;

/// <summary>Bodies that Azure would accept, and the short way to a whole machine.</summary>
internal static class Some
{
    public static JsonObject Address() => new()
    {
        ["location"] = "westeurope",
        ["sku"] = new JsonObject { ["name"] = "Standard" },
        ["properties"] = new JsonObject { ["publicIPAllocationMethod"] = "Static" },
    };

    public static JsonObject Nic(Box box, string? address = null)
    {
        var configuration = new JsonObject { ["subnet"] = new JsonObject { ["id"] = box.SubnetId } };
        if (address is not null)
            configuration["publicIPAddress"] = new JsonObject { ["id"] = box.AddressId(address) };
        return new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["ipConfigurations"] = new JsonArray(
                    new JsonObject { ["name"] = "primary", ["properties"] = configuration }),
            },
        };
    }

    public static JsonObject Disk(int gibibytes = 32) => new()
    {
        ["location"] = "westeurope",
        ["sku"] = new JsonObject { ["name"] = "StandardSSD_LRS" },
        ["tags"] = new JsonObject { ["fleet"] = "test" },
        ["properties"] = new JsonObject
        {
            ["creationData"] = new JsonObject { ["createOption"] = "Empty" },
            ["diskSizeGB"] = gibibytes,
        },
    };

    public static JsonObject CopyOf(string source, bool snapshot = false)
    {
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["creationData"] = new JsonObject { ["createOption"] = "Copy", ["sourceResourceId"] = source },
            },
        };
        if (snapshot)
            body["properties"]!["incremental"] = true;
        return body;
    }

    public static JsonObject Machine(
        Box box, string nic, string? disk = null, string image = "1.0.0", string? customData = null)
    {
        var osProfile = new JsonObject
        {
            ["computerName"] = "machine",
            ["adminUsername"] = "keeper",
            ["linuxConfiguration"] = new JsonObject
            {
                ["disablePasswordAuthentication"] = true,
                ["ssh"] = new JsonObject
                {
                    ["publicKeys"] = new JsonArray(new JsonObject
                    {
                        ["path"] = "/home/keeper/.ssh/authorized_keys", ["keyData"] = "ssh-ed25519 AAAA keeper",
                    }),
                },
            },
        };
        if (customData is not null)
            osProfile["customData"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(customData));
        var gallery = $"{box.Group}/providers/Microsoft.Compute/galleries/{box.Options.Gallery}";
        return new JsonObject
        {
            ["location"] = "westeurope",
            ["tags"] = new JsonObject { ["fleet"] = "test" },
            ["properties"] = new JsonObject
            {
                ["hardwareProfile"] = new JsonObject { ["vmSize"] = "Standard_B2s_v2" },
                ["storageProfile"] = new JsonObject
                {
                    ["imageReference"] = new JsonObject
                    {
                        ["id"] = $"{gallery}/images/{box.Options.ImageDefinition}/versions/{image}",
                    },
                    ["osDisk"] = new JsonObject { ["createOption"] = "FromImage", ["deleteOption"] = "Delete" },
                    ["dataDisks"] = disk is null ? [] : new JsonArray(DataDisk(box, disk)),
                },
                ["osProfile"] = osProfile,
                ["networkProfile"] = new JsonObject
                {
                    ["networkInterfaces"] = new JsonArray(new JsonObject
                    {
                        ["id"] = box.NicId(nic),
                        ["properties"] = new JsonObject { ["primary"] = true, ["deleteOption"] = "Detach" },
                    }),
                },
            },
        };
    }

    public static JsonObject DataDisk(Box box, string disk, int lun = 0) => new()
    {
        ["lun"] = lun,
        ["createOption"] = "Attach",
        ["deleteOption"] = "Detach",
        ["managedDisk"] = new JsonObject { ["id"] = box.DiskId(disk) },
    };

    /// <summary>Only the data disks, as a PATCH carries them.</summary>
    public static JsonObject DataDisks(params JsonObject[] disks) => new()
    {
        ["properties"] = new JsonObject
        {
            ["storageProfile"] = new JsonObject { ["dataDisks"] = new JsonArray([.. disks]) },
        },
    };

    public static JsonObject Script(params string[] lines) => new()
    {
        ["commandId"] = "RunShellScript",
        ["script"] = new JsonArray([.. lines.Select(l => JsonValue.Create(l))]),
    };

    /// <summary>Address, NIC, data disk and the machine itself, all named after it; the machine's own PUT.</summary>
    public static async Task<Exchange> DeployAsync(
        this Box box, string name, string image = "1.0.0", string? data = null)
    {
        await box.EndOfAsync(await box.PutAsync(box.AddressId($"{name}-ip"), Box.Network, Address()));
        await box.EndOfAsync(await box.PutAsync(box.NicId($"{name}-nic"), Box.Network, Nic(box, $"{name}-ip")));
        await box.EndOfAsync(await box.PutAsync(box.DiskId($"{name}-d1"), Box.DiskVersion, Disk()));
        var begun = await box.PutAsync(
            box.VmId(name), Box.Compute, Machine(box, $"{name}-nic", $"{name}-d1", image, data));
        await box.EndOfAsync(begun);
        return begun;
    }
}
