using Azure.ResourceManager.Resources;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Looks at all that must hold before a claw can be deployed.</summary>
internal sealed class AzureGround(
    AzureScope scope, AzureActs acts, AzurePermissions permissions, AzureSizes sizes, AzureGroundwork groundwork,
    AzureFirewall firewall)
{
    private static readonly string[] Providers = ["Microsoft.Compute", "Microsoft.Network"];

    private AzureOptions Options => scope.Options;

    internal async Task<IReadOnlyList<GroundCheck>> CheckAsync(CancellationToken cancellationToken) =>
    [
        .. await Task.WhenAll(Providers.Select(provider => ProviderAsync(provider, cancellationToken))),
        await PermissionsAsync(cancellationToken),
        await SizeAsync(Profile.Headless, cancellationToken),
        await SizeAsync(Profile.Desktop, cancellationToken),
        ToBeMadeUnless(
            await groundwork.HasGroupAsync(cancellationToken),
            "Resource group",
            $"{Options.ResourceGroup} in {Options.Location}"),
        await SubnetAsync(cancellationToken),
        await FirewallAsync(cancellationToken),
        ToBeMadeUnless(await groundwork.HasGalleryAsync(cancellationToken), "Gallery", Options.Images.Gallery),
        ToBeMadeUnless(
            await groundwork.HasDefinitionAsync(cancellationToken), "Image definition", Options.Images.Definition),
    ];

    private static GroundCheck ToBeMadeUnless(bool stands, string name, string detail) => stands
        ? new(name, GroundOutcome.Holds, $"{detail} stands.", Fix: null)
        : new(name, GroundOutcome.ToBeMade, $"{detail} is made by /init.", Fix: null);

    private async Task<GroundCheck> ProviderAsync(string provider, CancellationToken cancellationToken)
    {
        var state = await acts.RunAsync(
            $"looking at {provider}",
            async token => (await scope.Subscription.GetResourceProviderAsync(provider, cancellationToken: token))
                .Value.Data.RegistrationState,
            cancellationToken);
        return state is "Registered"
            ? new($"Provider {provider}", GroundOutcome.Holds, "Registered.", Fix: null)
            : new(
                $"Provider {provider}",
                GroundOutcome.Broken,
                $"{state}.",
                $"az provider register --namespace {provider} --subscription {Options.SubscriptionId} --wait");
    }

    private async Task<GroundCheck> PermissionsAsync(CancellationToken cancellationToken)
    {
        var missing = await permissions.MissingAsync(cancellationToken);
        return missing is []
            ? new("Permissions", GroundOutcome.Holds, "All that is needed is granted.", Fix: null)
            : new(
                "Permissions",
                GroundOutcome.Broken,
                $"Missing: {string.Join(", ", missing)}.",
                "az role definition create --role-definition docs/azure-role.json && az role assignment create"
                + $" --assignee YOU --role 'ParentClaw operator' --scope /subscriptions/{Options.SubscriptionId}");
    }

    private async Task<GroundCheck> SizeAsync(Profile profile, CancellationToken cancellationToken)
    {
        var name = $"Size for {profile.ToString().ToLowerInvariant()}";
        try
        {
            var size = await sizes.ChooseAsync(profile, replaces: null, cancellationToken);
            return new(name, GroundOutcome.Holds, $"{size}.", Fix: null);
        }
        catch (FleetException refused) when (refused.Reason is FailureReason.QuotaExceeded)
        {
            return new(
                name,
                GroundOutcome.Broken,
                refused.Message,
                $"az vm list-usage --location {Options.Location} -o table; then ask for more at https://aka.ms/quotas");
        }
        catch (FleetException refused) when (refused.Reason is FailureReason.CapacityUnavailable)
        {
            return new(
                name,
                GroundOutcome.Broken,
                refused.Message,
                $"az vm list-skus --location {Options.Location} --resource-type virtualMachines -o table;"
                + $" then set AzureVms:Sizes:{profile}");
        }
    }

    private async Task<GroundCheck> SubnetAsync(CancellationToken cancellationToken) =>
        await groundwork.FindSubnetAsync(cancellationToken) switch
        {
            SubnetState.NoSubnet => new(
                "Network",
                GroundOutcome.Broken,
                $"{Options.VirtualNetwork} has no subnet {Options.Subnet}.",
                $"az network vnet subnet create -g {Options.ResourceGroup} --vnet-name {Options.VirtualNetwork}"
                + $" -n {Options.Subnet} --address-prefixes 10.77.1.0/24"),
            var state => ToBeMadeUnless(
                state is SubnetState.Stands, "Network", $"{Options.VirtualNetwork} with subnet {Options.Subnet}"),
        };

    private async Task<GroundCheck> FirewallAsync(CancellationToken cancellationToken)
    {
        const string Name = "Firewall";
        var found = await firewall.FindAsync(cancellationToken);
        if (found?.SshSources is [_, ..] sources)
            return new(
                Name,
                GroundOutcome.Holds,
                $"{Options.SecurityGroup} admits SSH from {string.Join(", ", sources)}"
                + (found.IsOurs ? "." : "; it is not ours, so its rules are yours to keep."),
                Fix: null);

        if (found is { IsOurs: false })
            return new(
                Name,
                GroundOutcome.Broken,
                $"{Options.SecurityGroup} is not ours and admits nobody to SSH.",
                $"az network nsg rule create -g {Options.ResourceGroup} --nsg-name {Options.SecurityGroup} -n ssh"
                + " --priority 1000 --destination-port-ranges 22 --protocol Tcp --source-address-prefixes ADDRESS/32");

        return Options.AllowedSources is []
            ? new(
                Name,
                GroundOutcome.Broken,
                "Nobody is admitted to SSH: AzureVms:AllowedSources is empty, and Azure cannot tell our address.",
                "curl -4 https://ifconfig.me; then set AzureVms:AllowedSources:0=THAT.ADDRESS/32")
            : ToBeMadeUnless(
                false, Name, $"{Options.SecurityGroup}, SSH from {string.Join(", ", Options.AllowedSources)},");
    }
}
