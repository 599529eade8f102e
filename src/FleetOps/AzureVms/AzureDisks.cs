using System.Globalization;
using Azure;
using Azure.Core;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Data disks.</summary>
internal sealed class AzureDisks(AzureScope scope, AzureActs acts, AzureInventory inventory)
{
    internal async Task<CloudDisk?> FindAsync(DiskName disk, CancellationToken cancellationToken) =>
        await acts.FindAsync(disk.ToString(), LookAt(disk.ToString()), cancellationToken) is { } found
            ? Read(disk, found)
            : null;

    internal async Task<IReadOnlyList<CloudDisk>> ListAsync(ClawName? claw, CancellationToken cancellationToken)
    {
        var named = await inventory.ListAsync(
            AzureScope.DiskType, claw, [ResourceTags.Data, ResourceTags.RetiredData], cancellationToken);
        var disks = await AzureInventory.EachAsync(
            named,
            async (name, token) => DiskName.TryParse(name, out var disk) ? await FindAsync(disk, token) : null,
            cancellationToken);
        return [.. disks.OrderBy(disk => disk.Name.Claw).ThenBy(disk => disk.Name.Number)];
    }

    internal Task<CloudDisk> CreateAsync(DiskName disk, CancellationToken cancellationToken) =>
        EnsureAsync(
            disk, new DiskCreationData(DiskCreateOption.Empty), scope.Options.DataDiskSizeGiB, cancellationToken);

    internal async Task<CloudDisk> CreateFromSnapshotAsync(
        DiskName disk, string snapshot, CancellationToken cancellationToken)
    {
        if (await FindAsync(disk, cancellationToken) is null)
            await RequireAsync(snapshot, cancellationToken);

        var content = new DiskCreationData(DiskCreateOption.Copy) { SourceResourceId = scope.Snapshot(snapshot) };
        return await EnsureAsync(disk, content, sizeGiB: null, cancellationToken);
    }

    internal async Task RetireAsync(DiskName disk, CancellationToken cancellationToken)
    {
        var name = disk.ToString();
        var found = await acts.FindAsync(name, LookAt(name), cancellationToken)
            ?? throw new FleetException(FailureReason.NotFound, $"There is no data disk {disk}.");
        RefuseAttached(disk, found, "retired");
        await acts.RunAsync(
            $"retiring {disk}",
            async token =>
            {
                var seen = await acts.SettledAsync(name, LookAt(name), token);
                if (seen is null || RoleOf(seen.Data) == ResourceTags.RetiredData)
                    return;

                var patch = new ManagedDiskPatch(); // a patch replaces all tags: others are kept by naming them
                foreach (var (tag, value) in seen.Tags)
                    patch.Tags[tag] = value;
                patch.Tags[ResourceTags.Role] = ResourceTags.RetiredData;
                await acts.FinishAsync(
                    await Resource(name).UpdateAsync(WaitUntil.Started, patch, token), token);
            },
            cancellationToken);
    }

    internal async Task DeleteAsync(DiskName disk, CancellationToken cancellationToken)
    {
        var name = disk.ToString();
        if (await acts.FindAsync(name, LookAt(name), cancellationToken) is { } found)
            RefuseAttached(disk, found, "deleted");

        await RemoveAsync(name, LookAt(name), cancellationToken);
    }

    /// <summary>
    /// Deletes an OS disk that its machine left behind, as a failed create may. Azure makes it without tags, so the
    /// name and the operating system on it prove that it is ours.
    /// </summary>
    internal Task DeleteOsDiskAsync(MachineName machine, CancellationToken cancellationToken) =>
        RemoveAsync(
            machine.OsDisk,
            async token => await LookAt(machine.OsDisk)(token) switch
            {
                { Data.OSType: not null } seen when !seen.Tags.ContainsKey(ResourceTags.Fleet) =>
                    seen with { Tags = scope.Tags(ResourceTags.Machine) },
                var seen => seen,
            },
            cancellationToken);

    /// <summary>Waits until no machine holds the disk: it is free only when Azure names no holder.</summary>
    internal Task FreeAsync(DiskName disk, string holder, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"waiting for {disk}",
            async token =>
            {
                var seen = await acts.SettledAsync(disk.ToString(), LookAt(disk.ToString()), token);
                if (seen?.Data.ManagedBy?.Name == holder)
                    throw new FleetException(FailureReason.Conflict, $"{disk} is still held by {holder}.");
            },
            cancellationToken);

    private static CloudDisk Read(DiskName name, ManagedDiskData data) => new(
        name, data.DiskSizeGB ?? 0, data.ManagedBy?.Name, RoleOf(data) == ResourceTags.RetiredData, data.TimeCreated);

    private static string? RoleOf(ManagedDiskData data) =>
        data.Tags.TryGetValue(ResourceTags.Role, out var role) ? role : null;

    private static void RefuseAttached(DiskName disk, ManagedDiskData data, string participle)
    {
        if (data.ManagedBy is { } holder)
            throw new FleetException(
                FailureReason.Conflict, $"{disk} is attached to {holder.Name}; it cannot be {participle}.");
    }

    private ManagedDiskResource Resource(string name) =>
        scope.Arm.GetManagedDiskResource(scope.Id(AzureScope.DiskType, name));

    private Look<ManagedDiskData> LookAt(string name) => async cancellationToken =>
    {
        var found = await AzureActs.OrNullAsync(
            async () => (await Resource(name).GetAsync(cancellationToken)).Value.Data);
        return found is null ? null : new Standing<ManagedDiskData>(found, found.ProvisioningState, found.Tags);
    };

    private async Task<CloudDisk> EnsureAsync(
        DiskName disk, DiskCreationData content, int? sizeGiB, CancellationToken cancellationToken)
    {
        var body = new ManagedDiskData(scope.Location)
        {
            Sku = new DiskSku { Name = new DiskStorageAccountType(scope.Options.DataDiskSku) },
            CreationData = content,
            DiskSizeGB = sizeGiB,
        };
        foreach (var (tag, value) in scope.Tags(ResourceTags.Data, disk.Claw, disk.Number))
            body.Tags[tag] = value;
        var made = await acts.EnsureAsync(
            disk.ToString(),
            LookAt(disk.ToString()),
            async token =>
            {
                var operation = await scope.Group.GetManagedDisks()
                    .CreateOrUpdateAsync(WaitUntil.Started, disk.ToString(), body, token);
                return (await acts.FinishAsync(operation, token)).Data;
            },
            cancellationToken);
        return Read(disk, made);
    }

    private Task RemoveAsync(string name, Look<ManagedDiskData> look, CancellationToken cancellationToken) =>
        acts.RemoveAsync(
            name,
            look,
            async (_, token) => await acts.FinishAsync(
                await Resource(name).DeleteAsync(WaitUntil.Started, token), token),
            cancellationToken);

    private async Task RequireAsync(string snapshot, CancellationToken cancellationToken)
    {
        var found = await acts.RunAsync(
            $"looking at {snapshot}",
            token => AzureActs.OrNullAsync(async () =>
                await scope.Arm.GetSnapshotResource(scope.Snapshot(snapshot)).GetAsync(token)),
            cancellationToken);
        if (found is null)
            throw new FleetException(FailureReason.NotFound, $"There is no snapshot {snapshot}.");
    }
}
