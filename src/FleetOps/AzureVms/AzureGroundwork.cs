using System.Text.Json.Nodes;
using Azure;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using Azure.ResourceManager.Resources;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// Makes what claws stand on: group, network, firewall, gallery. What is there already is used as it is.
/// </summary>
internal sealed class AzureGroundwork(AzureScope scope, AzureActs acts, AzureNetwork network, AzureFirewall firewall)
{
    private AzureOptions Options => scope.Options;

    internal async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        var made = new List<string>();
        if (!await HasGroupAsync(cancellationToken))
        {
            await MakeGroupAsync(cancellationToken);
            made.Add($"resource group {Options.ResourceGroup} in {Options.Location}");
        }

        switch (await FindSubnetAsync(cancellationToken))
        {
            case SubnetState.NoNetwork:
                await network.PutGroundAsync(
                    scope.Network,
                    NetworkBodies.Network(
                        scope.Location, scope.Tags(ResourceTags.Ground), Options.AddressSpace, Options.Subnet),
                    cancellationToken);
                made.Add($"network {Options.VirtualNetwork} ({Options.AddressSpace}) with subnet {Options.Subnet}");
                break;
            case SubnetState.NoSubnet:
                throw new FleetException(
                    FailureReason.InvalidRequest,
                    $"{Options.VirtualNetwork} has no subnet {Options.Subnet}. Add it, or set AzureVms:Subnet.");
        }

        if (await firewall.FindAsync(cancellationToken) is not { IsOurs: false }
            && await firewall.PrepareAsync(cancellationToken))
        {
            var sources = await firewall.ListSourcesAsync(cancellationToken);
            made.Add($"firewall {Options.SecurityGroup}: SSH from {string.Join(", ", sources)}");
        }

        if (!await HasGalleryAsync(cancellationToken))
        {
            await MakeGalleryAsync(cancellationToken);
            made.Add($"gallery {Options.Images.Gallery}");
        }

        if (!await HasDefinitionAsync(cancellationToken))
        {
            await MakeDefinitionAsync(cancellationToken);
            made.Add($"image definition {Options.Images.Definition}");
        }

        return made;
    }

    internal Task<bool> HasGroupAsync(CancellationToken cancellationToken) =>
        ExistsAsync(Options.ResourceGroup, async token => await scope.Group.GetAsync(token), cancellationToken);

    internal Task<bool> HasGalleryAsync(CancellationToken cancellationToken) =>
        ExistsAsync(
            Options.Images.Gallery,
            async token => await scope.Group.GetGalleries().GetAsync(Options.Images.Gallery, cancellationToken: token),
            cancellationToken);

    internal Task<bool> HasDefinitionAsync(CancellationToken cancellationToken) =>
        ExistsAsync(
            Options.Images.Definition,
            async token => await scope.Arm.GetGalleryImageResource(scope.ImageDefinition).GetAsync(token),
            cancellationToken);

    internal async Task<SubnetState> FindSubnetAsync(CancellationToken cancellationToken)
    {
        var seen = await acts.RunAsync(
            $"looking at {Options.VirtualNetwork}", token => network.LookAt(scope.Network)(token), cancellationToken);
        if (seen is null)
            return SubnetState.NoNetwork;

        return AzureNetwork.PropertiesOf(seen.Data)["subnets"] is JsonArray subnets
            && subnets.Any(subnet => string.Equals(
                subnet?["name"]?.GetValue<string>(), Options.Subnet, StringComparison.OrdinalIgnoreCase))
            ? SubnetState.Stands
            : SubnetState.NoSubnet;
    }

    private Task<bool> ExistsAsync<T>(
        string name, Func<CancellationToken, Task<Response<T>>> get, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"looking at {name}",
            async token => await AzureActs.OrNullAsync(() => get(token)) is not null,
            cancellationToken);

    private Task MakeGroupAsync(CancellationToken cancellationToken)
    {
        var body = Tagged(new ResourceGroupData(scope.Location), data => data.Tags);
        return acts.RunAsync(
            $"making {Options.ResourceGroup}",
            async token => await acts.FinishAsync(
                await scope.Subscription.GetResourceGroups()
                    .CreateOrUpdateAsync(WaitUntil.Started, Options.ResourceGroup, body, token),
                token),
            cancellationToken);
    }

    private Task MakeGalleryAsync(CancellationToken cancellationToken)
    {
        var body = Tagged(
            new GalleryData(scope.Location) { Description = "Images that claws start from." }, data => data.Tags);
        return acts.RunAsync(
            $"making {Options.Images.Gallery}",
            async token => await acts.FinishAsync(
                await scope.Group.GetGalleries()
                    .CreateOrUpdateAsync(WaitUntil.Started, Options.Images.Gallery, body, token),
                token),
            cancellationToken);
    }

    private Task MakeDefinitionAsync(CancellationToken cancellationToken)
    {
        var body = Tagged(
            new GalleryImageData(scope.Location)
            {
                OSType = SupportedOperatingSystemType.Linux,
                OSState = OperatingSystemStateType.Generalized,
                HyperVGeneration = HyperVGeneration.V2,
                Architecture = ArchitectureType.X64,
                Identifier = new GalleryImageIdentifier("ParentClaw", "claw", Options.Images.Definition),
                // TrustedLaunchSupported takes no machine as a version's source:
                // https://github.com/hashicorp/packer-plugin-azure/issues/304
                Features = { new GalleryImageFeature { Name = "SecurityType", Value = "TrustedLaunch" } },
            },
            data => data.Tags);
        return acts.RunAsync(
            $"making {Options.Images.Definition}",
            async token => await acts.FinishAsync(
                await scope.Arm.GetGalleryResource(scope.Id("Microsoft.Compute/galleries", Options.Images.Gallery))
                    .GetGalleryImages()
                    .CreateOrUpdateAsync(WaitUntil.Started, Options.Images.Definition, body, token),
                token),
            cancellationToken);
    }

    private T Tagged<T>(T body, Func<T, IDictionary<string, string>> tags)
    {
        foreach (var (tag, value) in scope.Tags(ResourceTags.Ground))
            tags(body)[tag] = value;
        return body;
    }
}

/// <summary>How the network stands.</summary>
internal enum SubnetState
{
    /// <summary>There is no such network.</summary>
    NoNetwork,

    /// <summary>The network is there, the subnet is not.</summary>
    NoSubnet,

    /// <summary>Both are there.</summary>
    Stands,
}
