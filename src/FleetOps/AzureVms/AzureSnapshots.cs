using Azure;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Incremental snapshots of data disks.</summary>
internal sealed class AzureSnapshots(AzureScope scope, AzureActs acts, AzureInventory inventory)
{
    internal async Task<CloudSnapshot> CreateAsync(DiskName disk, string name, CancellationToken cancellationToken)
    {
        var body = new SnapshotData(scope.Location)
        {
            CreationData = new DiskCreationData(DiskCreateOption.Copy) { SourceResourceId = scope.Disk(disk) },
            Incremental = true,
        };
        foreach (var (tag, value) in scope.Tags(ResourceTags.Snapshot, disk.Claw, disk.Number))
            body.Tags[tag] = value;
        var made = await acts.EnsureAsync(
            name,
            LookAt(name),
            async token =>
            {
                var operation = await scope.Group.GetSnapshots()
                    .CreateOrUpdateAsync(WaitUntil.Started, name, body, token);
                return (await acts.FinishAsync(operation, token)).Data;
            },
            cancellationToken);
        return Read(name, made);
    }

    internal async Task<IReadOnlyList<CloudSnapshot>> ListAsync(ClawName claw, CancellationToken cancellationToken)
    {
        var named = await inventory.ListAsync(
            AzureScope.SnapshotType, claw, [ResourceTags.Snapshot], cancellationToken);
        var snapshots = await AzureInventory.EachAsync(
            named,
            async (name, token) => await acts.FindAsync(name, LookAt(name), token) is { } found
                ? Read(name, found)
                : null,
            cancellationToken);
        return [.. snapshots
            .OrderBy(snapshot => snapshot.TakenAt)
            .ThenBy(snapshot => snapshot.Name, StringComparer.Ordinal)];
    }

    internal Task DeleteAsync(ClawName claw, string name, CancellationToken cancellationToken) =>
        acts.RemoveAsync(
            name,
            LookAt(name),
            async (found, token) =>
            {
                if (!found.Tags.TryGetValue(ResourceTags.Claw, out var owner) || owner != claw.Value)
                    throw new FleetException(FailureReason.InvalidRequest, $"Snapshot {name} is none of {claw}.");

                await acts.FinishAsync(await Resource(name).DeleteAsync(WaitUntil.Started, token), token);
            },
            cancellationToken);

    private static CloudSnapshot Read(string name, SnapshotData data)
    {
        if (!DiskName.TryParse(data.CreationData?.SourceResourceId?.Name, out var disk))
            throw new FleetException(
                FailureReason.InvalidRequest, $"Snapshot {name} does not say of which data disk it is.");

        return new CloudSnapshot(name, disk, data.TimeCreated);
    }

    private SnapshotResource Resource(string name) => scope.Arm.GetSnapshotResource(scope.Snapshot(name));

    private Look<SnapshotData> LookAt(string name) => async cancellationToken =>
    {
        var found = await AzureActs.OrNullAsync(
            async () => (await Resource(name).GetAsync(cancellationToken)).Value.Data);
        return found is null ? null : new Standing<SnapshotData>(found, found.ProvisioningState, found.Tags);
    };
}
