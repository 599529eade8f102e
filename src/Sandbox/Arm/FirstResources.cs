using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What an initialised region holds before anybody has asked for anything. Existing resources stay.</summary>
internal static class FirstResources
{
    public static void Create(Region region)
    {
        var options = region.Options;
        var group = region.Subscription.Child("resourceGroups", options.ResourceGroup);
        Add(region, group, new JsonObject());

        var security = group.Child("providers/Microsoft.Network/networkSecurityGroups", options.SecurityGroup);
        Add(region, security, new JsonObject { ["securityRules"] = new JsonArray(SshRule(security)) });
        var network = group.Child("providers/Microsoft.Network/virtualNetworks", options.VirtualNetwork);
        Add(region, network, new JsonObject
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.60.0.0/16") },
        });
        Add(region, network.Child("subnets", options.Subnet), new JsonObject
        {
            ["addressPrefix"] = "10.60.0.0/20",
            ["networkSecurityGroup"] = new JsonObject { ["id"] = security.Text },
        });

        var gallery = group.Child("providers/Microsoft.Compute/galleries", options.Gallery);
        Add(region, gallery, new JsonObject());
        var definition = gallery.Child("images", options.ImageDefinition);
        Add(region, definition, new JsonObject
        {
            ["osType"] = "Linux",
            ["osState"] = "Generalized",
            ["hyperVGeneration"] = "V2",
            ["architecture"] = "x64",
            ["identifier"] = new JsonObject
            {
                ["publisher"] = "Sandbox", ["offer"] = "machine", ["sku"] = options.ImageDefinition,
            },
            ["features"] = new JsonArray(
                new JsonObject { ["name"] = "SecurityType", ["value"] = "TrustedLaunch" }),
        });
        foreach (var version in options.Images.Keys)
            Add(
                region,
                definition.Child("versions", version),
                Version(options.Location, version),
                options.ImageTags.GetValueOrDefault(version));
    }

    private static void Add(
        Region region, ArmId id, JsonObject properties, IReadOnlyDictionary<string, string>? tags = null)
    {
        if (region.Store.Find(id) is not null)
            return;
        var isSubnet = id.Type.EndsWith("/subnets", StringComparison.Ordinal);
        var body = new JsonObject { ["id"] = id.Text, ["name"] = id.Name };
        if (!isSubnet)
        {
            body["type"] = id.Type;
            body["location"] = region.Options.Location;
            body["tags"] = new JsonObject((tags ?? new Dictionary<string, string>())
                .Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value)));
        }

        body["properties"] = properties;
        region.Store.Save(new StoredResource(id, body, []) { State = "Succeeded" });
    }

    private static JsonObject SshRule(ArmId security) => new()
    {
        ["id"] = security.Child("securityRules", "ssh").Text,
        ["name"] = "ssh",
        ["properties"] = new JsonObject
        {
            ["protocol"] = "Tcp",
            ["access"] = "Allow",
            ["direction"] = "Inbound",
            ["priority"] = 100,
            ["sourceAddressPrefix"] = "127.0.0.0/8",
            ["sourcePortRange"] = "*",
            ["destinationAddressPrefix"] = "*",
            ["destinationPortRange"] = "22",
            ["provisioningState"] = "Succeeded",
        },
    };

    /// <summary>A name that is more than numbers (<c>1.2.0-bad</c>) has to be asked for.</summary>
    private static JsonObject Version(string location, string name) => new()
    {
        ["publishingProfile"] = new JsonObject
        {
            ["targetRegions"] = new JsonArray(new JsonObject { ["name"] = location, ["regionalReplicaCount"] = 1 }),
            ["replicaCount"] = 1,
            ["excludeFromLatest"] = !System.Version.TryParse(name, out _),
        },
        ["storageProfile"] = new JsonObject { ["osDiskImage"] = new JsonObject { ["hostCaching"] = "ReadWrite" } },
    };
}
