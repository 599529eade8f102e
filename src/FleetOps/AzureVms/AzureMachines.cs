using Azure;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Machines: looking, making, deleting.</summary>
internal sealed class AzureMachines(
    AzureScope scope, AzureActs acts, AzureInventory inventory, AzureImages images, AzureSizes sizes, AzureDisks disks,
    AzureNetwork network)
{
    internal async Task<CloudMachine?> FindAsync(MachineName machine, CancellationToken cancellationToken) =>
        await acts.FindAsync(machine.ToString(), LookAt(machine), cancellationToken) is { } found
            ? Read(machine, found)
            : null;

    internal async Task<IReadOnlyList<CloudMachine>> ListAsync(ClawName? claw, CancellationToken cancellationToken)
    {
        var named = await inventory.ListAsync(AzureScope.MachineType, claw, [ResourceTags.Machine], cancellationToken);
        var machines = await AzureInventory.EachAsync(
            named,
            async (name, token) => MachineName.TryParse(name, out var machine) ? await FindAsync(machine, token) : null,
            cancellationToken);
        return [.. machines.OrderBy(machine => machine.Name.Claw).ThenBy(machine => machine.Name.Generation)];
    }

    internal async Task<IReadOnlyList<MachineName>> ListRemainsAsync(
        ClawName claw, CancellationToken cancellationToken) =>
        [.. (await inventory.ListAsync(null, claw, [ResourceTags.Machine, ResourceTags.Nic], cancellationToken))
            .Select(MachineName.OfPart)
            .OfType<MachineName>()
            .Distinct()
            .OrderBy(machine => machine.Generation)];

    internal async Task<CloudMachine> CreateAsync(MachineOrder order, CancellationToken cancellationToken)
    {
        await RefuseHeldDiskAsync(order, cancellationToken);
        return await acts.RunAsync(
            $"making {order.Name}",
            async token =>
            {
                var seen = await acts.SettledAsync(order.Name.ToString(), LookAt(order.Name), token);
                if (seen is { IsFailed: true } && PowerOf(seen.Data) is not Power.Running)
                {
                    // Nothing of value is on it: its data disk is detached when it goes, not deleted.
                    await RemoveAsync(order.Name, token);
                    seen = null;
                }

                var made = seen?.Data ?? await MakeAsync(order, token);
                RefuseOtherDisk(order, made);
                if (PowerOf(made) is not (Power.Stopped or Power.Deallocated))
                    return Read(order.Name, made);

                await acts.FinishAsync(await Resource(order.Name).PowerOnAsync(WaitUntil.Started, token), token);
                return Read(order.Name, await RequireAsync(order.Name, token));
            },
            cancellationToken);
    }

    internal async Task DeleteAsync(MachineName machine, CancellationToken cancellationToken)
    {
        DiskName? held = null;
        await acts.RemoveAsync(
            machine.ToString(),
            async token =>
            {
                var seen = await LookAt(machine)(token);
                held ??= seen is null ? null : DataDiskOf(seen.Data);
                return seen;
            },
            (_, token) => RemoveAsync(machine, token),
            cancellationToken);
        if (held is not null)
            await disks.FreeAsync(held, machine.ToString(), cancellationToken);
        await Task.WhenAll(
            network.DeleteNicAsync(machine, cancellationToken),
            disks.DeleteOsDiskAsync(machine, cancellationToken));
    }

    /// <summary>One look at a machine, its instance view included.</summary>
    internal Look<VirtualMachineData> LookAt(MachineName machine) => async cancellationToken =>
    {
        var found = await AzureActs.OrNullAsync(async () =>
            (await Resource(machine).GetAsync(InstanceViewType.InstanceView, cancellationToken)).Value.Data);
        return found is null ? null : new Standing<VirtualMachineData>(found, found.ProvisioningState, found.Tags);
    };

    internal VirtualMachineResource Resource(MachineName machine) =>
        scope.Arm.GetVirtualMachineResource(scope.Id(AzureScope.MachineType, machine.ToString()));

    /// <summary>Power state out of the instance view; the last of the power states listed is the present one.</summary>
    internal static Power PowerOf(VirtualMachineData machine) =>
        machine.InstanceView?.Statuses.Select(status => status.Code)
            .LastOrDefault(code => code?.StartsWith("PowerState/", StringComparison.Ordinal) == true) switch
        {
            "PowerState/starting" => Power.Starting,
            "PowerState/running" => Power.Running,
            "PowerState/deallocated" => Power.Deallocated,
            "PowerState/stopping" or "PowerState/stopped" or "PowerState/deallocating" => Power.Stopped,
            _ => Power.Unknown,
        };

    internal static bool IsGeneralized(VirtualMachineData machine) =>
        machine.InstanceView?.Statuses.Any(status => status.Code == "OSState/generalized") == true;

    private static CloudMachine Read(MachineName name, VirtualMachineData data) => new(
        name, PowerOf(data), data.HardwareProfile?.VmSize?.ToString() ?? "", DataDiskOf(data), AgentOf(data));

    private static DiskName? DataDiskOf(VirtualMachineData data) =>
        data.StorageProfile?.DataDisks.FirstOrDefault(disk => disk.Lun == 0)?.ManagedDisk?.Id?.Name is { } name
        && DiskName.TryParse(name, out var disk)
            ? disk
            : null;

    private static bool? AgentOf(VirtualMachineData data) => data.InstanceView?.VmAgent is { Statuses.Count: > 0 } agent
        ? agent.Statuses.Any(status => status.Code == "ProvisioningState/succeeded" && status.DisplayStatus == "Ready")
        : null;

    private static void RefuseOtherDisk(MachineOrder order, VirtualMachineData made)
    {
        if (DataDiskOf(made) is { } disk && disk != order.DataDisk)
            throw new FleetException(
                FailureReason.InvalidRequest,
                $"{order.Name} stands there already, with {disk} instead of {order.DataDisk?.ToString() ?? "none"}.");
    }

    private async Task RefuseHeldDiskAsync(MachineOrder order, CancellationToken cancellationToken)
    {
        if (order.DataDisk is not { } wanted)
            return;

        var disk = await disks.FindAsync(wanted, cancellationToken)
            ?? throw new FleetException(FailureReason.NotFound, $"There is no data disk {wanted}.");
        if (disk.AttachedTo is { } holder && holder != order.Name.ToString())
            throw new FleetException(
                FailureReason.Conflict,
                $"{disk.Name} is held by {holder}, which must be deleted before {order.Name} is made.");
    }

    private async Task<VirtualMachineData> MakeAsync(MachineOrder order, CancellationToken cancellationToken)
    {
        var body = MachineBody.Of(order, await images.FactsAsync(order.Image, cancellationToken), scope);
        try
        {
            await acts.FinishAsync(
                await scope.Group.GetVirtualMachines()
                    .CreateOrUpdateAsync(WaitUntil.Started, order.Name.ToString(), body, cancellationToken),
                cancellationToken);
        }
        catch (RequestFailedException failed) when (failed.ErrorCode == AzureErrors.OperationNotAllowed)
        {
            // One code for a used-up quota and for a busy resource: the usage list tells which.
            if (await sizes.RefusalAsync(order.Size, replaces: null, cancellationToken) is { } refusal)
                throw new FleetException(
                    FailureReason.QuotaExceeded, $"{order.Name} cannot be made: {refusal.Why}", failed);

            throw;
        }
        catch (RequestFailedException failed) when (failed.ErrorCode == "OSProvisioningTimedOut")
        {
            // It may still finish: https://github.com/Azure/azure-sdk-for-node/issues/1491. Whoever waits for SSH
            // decides.
            if (await LookAt(order.Name)(cancellationToken) is not { Data: var slow }
                || PowerOf(slow) is not Power.Running)
                throw;

            return slow;
        }

        return await RequireAsync(order.Name, cancellationToken);
    }

    private async Task<VirtualMachineData> RequireAsync(MachineName machine, CancellationToken cancellationToken) =>
        (await LookAt(machine)(cancellationToken))?.Data
        ?? throw new FleetException(FailureReason.Unavailable, $"{machine} was made, but Azure does not show it.");

    private async Task RemoveAsync(MachineName machine, CancellationToken cancellationToken) =>
        await acts.FinishAsync(
            await Resource(machine).DeleteAsync(WaitUntil.Started, forceDeletion: null, cancellationToken),
            cancellationToken);
}
