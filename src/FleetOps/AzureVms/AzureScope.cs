using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// Our corner of Azure: subscription, group, region and fleet, and the ids and tags that follow from them.
/// </summary>
internal sealed class AzureScope(ArmClient arm, AzureOptions options, string fleet)
{
    internal const string NicType = "Microsoft.Network/networkInterfaces";
    internal const string AddressType = "Microsoft.Network/publicIPAddresses";
    internal const string FirewallType = "Microsoft.Network/networkSecurityGroups";
    internal const string NetworkType = "Microsoft.Network/virtualNetworks";
    internal const string MachineType = "Microsoft.Compute/virtualMachines";
    internal const string DiskType = "Microsoft.Compute/disks";
    internal const string SnapshotType = "Microsoft.Compute/snapshots";

    internal ArmClient Arm { get; } = arm;

    internal AzureOptions Options { get; } = options;

    internal string Fleet { get; } = fleet;

    internal AzureLocation Location { get; } = new(options.Location);

    internal SubscriptionResource Subscription { get; } =
        arm.GetSubscriptionResource(SubscriptionResource.CreateResourceIdentifier(options.SubscriptionId));

    internal ResourceGroupResource Group { get; } =
        arm.GetResourceGroupResource(
            ResourceGroupResource.CreateResourceIdentifier(options.SubscriptionId, options.ResourceGroup));

    internal ResourceIdentifier Id(string type, string name) => new($"{Group.Id}/providers/{type}/{name}");

    internal ResourceIdentifier Nic(MachineName machine) => Id(NicType, machine.Nic);

    internal ResourceIdentifier Address(ClawName claw) => Id(AddressType, $"{claw}-ip");

    internal ResourceIdentifier Disk(DiskName disk) => Id(DiskType, disk.ToString());

    internal ResourceIdentifier Snapshot(string name) => Id(SnapshotType, name);

    internal ResourceIdentifier Firewall => Id(FirewallType, Options.SecurityGroup);

    internal ResourceIdentifier Network => Id(NetworkType, Options.VirtualNetwork);

    internal ResourceIdentifier Subnet => new($"{Network}/subnets/{Options.Subnet}");

    internal ResourceIdentifier ImageDefinition =>
        Id("Microsoft.Compute/galleries", $"{Options.Images.Gallery}/images/{Options.Images.Definition}");

    /// <summary>The tags of something that belongs to a claw.</summary>
    internal Dictionary<string, string> Tags(string role, ClawName? claw = null, int? generation = null)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ResourceTags.Fleet] = Fleet,
            [ResourceTags.Role] = role,
        };
        if (claw is not null)
            tags[ResourceTags.Claw] = claw.Value;
        if (generation is not null)
            tags[ResourceTags.Generation] = $"{generation}";
        return tags;
    }

    internal bool IsOurs(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.Any(tag => tag.Key == ResourceTags.Fleet && tag.Value == Fleet);
}
