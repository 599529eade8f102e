using System.Net;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager.Resources;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Lasting addresses and NICs, as generic resources.</summary>
internal sealed class AzureNetwork(AzureScope scope, AzureActs acts)
{
    internal async Task<IPAddress?> FindAddressAsync(ClawName claw, CancellationToken cancellationToken)
    {
        var id = scope.Address(claw);
        var found = await acts.FindAsync(id.Name, LookAt(id), cancellationToken);
        return found is null ? null : AddressOf(found);
    }

    internal async Task<IPAddress> CreateAddressAsync(ClawName claw, CancellationToken cancellationToken)
    {
        var id = scope.Address(claw);
        var body = NetworkBodies.Address(scope.Location, scope.Tags(ResourceTags.Address, claw));
        var made = await acts.EnsureAsync(id.Name, LookAt(id), token => PutAsync(id, body, token), cancellationToken);
        return AddressOf(made)
            ?? throw new FleetException(
                FailureReason.ProvisioningFailed, $"{id.Name} was made, but Azure gave it no address.");
    }

    internal async Task DeleteAddressAsync(ClawName claw, CancellationToken cancellationToken)
    {
        var id = scope.Address(claw);
        if (await acts.FindAsync(id.Name, LookAt(id), cancellationToken) is { } found && HolderOf(found) is { } holder)
            throw new FleetException(FailureReason.Conflict, $"{id.Name} is still on {holder}.");

        await RemoveAsync(id, cancellationToken);
    }

    internal Task CreateNicAsync(MachineName machine, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"making {machine.Nic}",
            async token =>
            {
                var addressId = scope.Address(machine.Claw);
                var address = await acts.SettledAsync(addressId.Name, LookAt(addressId), token)
                    ?? throw new FleetException(
                        FailureReason.NotFound, $"{addressId.Name} is not there: it is made before the NIC.");
                if (HolderOf(address.Data) is { } holder && holder != machine.Nic)
                    await ReleaseAsync(machine.Claw, holder, token);

                var id = scope.Nic(machine);
                var nic = await acts.SettledAsync(machine.Nic, LookAt(id), token);
                if (nic is not { IsFailed: false } || !Holds(nic.Data, addressId))
                    await PutAsync(id, NicBody(machine, addressId), token);
            },
            cancellationToken);

    internal Task DeleteNicAsync(MachineName machine, CancellationToken cancellationToken) =>
        RemoveAsync(scope.Nic(machine), cancellationToken);

    /// <summary>One look at a network resource.</summary>
    internal Look<GenericResourceData> LookAt(ResourceIdentifier id) => async cancellationToken =>
    {
        var found = await AzureActs.OrNullAsync(
            async () => (await scope.Arm.GetGenericResource(id).GetAsync(cancellationToken)).Value.Data);
        return found is null
            ? null
            : new Standing<GenericResourceData>(
                found, PropertiesOf(found)["provisioningState"]?.GetValue<string>(), found.Tags);
    };

    /// <summary>Makes or replaces a network resource.</summary>
    internal async Task<GenericResourceData> PutAsync(
        ResourceIdentifier id, GenericResourceData body, CancellationToken cancellationToken)
    {
        var operation = await scope.Arm.GetGenericResources()
            .CreateOrUpdateAsync(WaitUntil.Started, id, body, cancellationToken);
        return (await acts.FinishAsync(operation, cancellationToken)).Data;
    }

    /// <summary>Makes what machines stand on, with the patience of an act.</summary>
    internal Task PutGroundAsync(
        ResourceIdentifier id, GenericResourceData body, CancellationToken cancellationToken) =>
        acts.EnsureAsync(id.Name, LookAt(id), token => PutAsync(id, body, token), cancellationToken);

    /// <summary>Its properties as JSON.</summary>
    internal static JsonObject PropertiesOf(GenericResourceData data) =>
        data.Properties is null ? [] : JsonNode.Parse(data.Properties) as JsonObject ?? [];

    private static IPAddress? AddressOf(GenericResourceData data) =>
        IPAddress.TryParse(PropertiesOf(data)["ipAddress"]?.GetValue<string>(), out var address) ? address : null;

    // …/networkInterfaces/alice-g1-nic/ipConfigurations/primary
    private static string? HolderOf(GenericResourceData address) =>
        PropertiesOf(address)["ipConfiguration"]?["id"]?.GetValue<string>() is { } id
            ? new ResourceIdentifier(id).Parent?.Name
            : null;

    private static bool Holds(GenericResourceData nic, ResourceIdentifier address) =>
        PropertiesOf(nic)["ipConfigurations"] is JsonArray configurations
        && configurations.Any(one => string.Equals(
            one?["properties"]?["publicIPAddress"]?["id"]?.GetValue<string>(),
            address.ToString(),
            StringComparison.OrdinalIgnoreCase));

    private async Task ReleaseAsync(ClawName claw, string nic, CancellationToken cancellationToken)
    {
        var id = scope.Id(AzureScope.NicType, nic);
        if (await acts.SettledAsync(nic, LookAt(id), cancellationToken) is null)
            return;

        if (!nic.EndsWith("-nic", StringComparison.Ordinal)
            || !MachineName.TryParse(nic[..^"-nic".Length], out var holder)
            || holder.Claw != claw)
            throw new FleetException(
                FailureReason.InvalidRequest, $"{scope.Address(claw).Name} is on {nic}, which is no NIC of {claw}.");

        await PutAsync(id, NicBody(holder, address: null), cancellationToken);
    }

    private GenericResourceData NicBody(MachineName machine, ResourceIdentifier? address) => NetworkBodies.Nic(
        scope.Location,
        scope.Tags(ResourceTags.Nic, machine.Claw, machine.Generation),
        scope.Subnet.ToString(),
        scope.Firewall.ToString(),
        address?.ToString());

    private Task RemoveAsync(ResourceIdentifier id, CancellationToken cancellationToken) =>
        acts.RemoveAsync(
            id.Name,
            LookAt(id),
            async (_, token) => await acts.FinishAsync(
                await scope.Arm.GetGenericResource(id).DeleteAsync(WaitUntil.Started, token), token),
            cancellationToken);
}
