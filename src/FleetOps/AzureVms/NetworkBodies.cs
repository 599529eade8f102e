using System.Text.Json;
using Azure.Core;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What we ask Azure's network for, as bodies; pure.</summary>
internal static class NetworkBodies
{
    /// <summary>A lasting public address.</summary>
    internal static GenericResourceData Address(AzureLocation location, IDictionary<string, string> tags) =>
        With(
            new GenericResourceData(location) { Sku = new ResourcesSku { Name = "Standard" } },
            tags,
            new { publicIPAllocationMethod = "Static", publicIPAddressVersion = "IPv4" });

    /// <summary>A NIC in our subnet behind our firewall, with or without a public address.</summary>
    internal static GenericResourceData Nic(
        AzureLocation location, IDictionary<string, string> tags, string subnet, string firewall, string? address) =>
        With(
            new GenericResourceData(location),
            tags,
            new
            {
                ipConfigurations = new[]
                {
                    new
                    {
                        name = "primary",
                        properties = new
                        {
                            primary = true,
                            privateIPAllocationMethod = "Dynamic",
                            subnet = new { id = subnet },
                            publicIPAddress = address is null ? null : new { id = address },
                        },
                    },
                },
                networkSecurityGroup = new { id = firewall },
            });

    /// <summary>Our network with one subnet that takes all of it.</summary>
    internal static GenericResourceData Network(
        AzureLocation location, IDictionary<string, string> tags, string addressSpace, string subnet) =>
        With(
            new GenericResourceData(location),
            tags,
            new
            {
                addressSpace = new { addressPrefixes = new[] { addressSpace } },
                subnets = new[] { new { name = subnet, properties = new { addressPrefix = addressSpace } } },
            });

    /// <summary>A firewall with these rules.</summary>
    internal static GenericResourceData Firewall(
        AzureLocation location, IDictionary<string, string> tags, IEnumerable<FirewallRule> rules) =>
        With(new GenericResourceData(location), tags, new { securityRules = rules.Select(rule => rule.Body) });

    private static GenericResourceData With(
        GenericResourceData data, IDictionary<string, string> tags, object properties)
    {
        data.Properties = BinaryData.FromObjectAsJson(properties, Bare);
        foreach (var (name, value) in tags)
            data.Tags[name] = value;
        return data;
    }

    private static readonly JsonSerializerOptions Bare = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
