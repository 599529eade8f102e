using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <content>What the contract says of data disks and snapshots.</content>
public abstract partial class CloudContractTests
{
    [Fact]
    public async Task A_snapshot_is_taken_once_and_makes_a_new_disk()
    {
        await DeployAsync(First);
        var taken = await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default);
        (await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default)).ShouldBe(taken);
        await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s2", default);
        (await Cloud.ListSnapshotsAsync(Alice, default)).Select(one => one.Name)
            .ShouldBe(["alice-d1-s1", "alice-d1-s2"]);

        var restored = await Cloud.CreateDiskFromSnapshotAsync(DiskName.Of(Alice, 2), taken.Name, default);
        (await Cloud.CreateDiskFromSnapshotAsync(DiskName.Of(Alice, 2), taken.Name, default)).ShouldBe(restored);

        restored.SizeGiB.ShouldBe((await Cloud.FindDiskAsync(Disk, default))!.SizeGiB);
        await Cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        await Cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        (await Cloud.ListSnapshotsAsync(Alice, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_the_source_there_is_no_snapshot_and_no_disk_from_it()
    {
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default));
        await ShouldFailAsync(
            FailureReason.NotFound, () => Cloud.CreateDiskFromSnapshotAsync(Disk, "alice-d1-s1", default));
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.RetireDiskAsync(Disk, default));
    }

    [Fact]
    public async Task A_retired_disk_is_kept_and_told_apart()
    {
        await Cloud.CreateDiskAsync(Disk, default);
        await Cloud.CreateDiskAsync(DiskName.Of(Alice, 2), default);

        await Cloud.RetireDiskAsync(Disk, default);
        await Cloud.RetireDiskAsync(Disk, default);

        (await Cloud.ListDisksAsync(Alice, default)).Select(one => one.IsRetired).ShouldBe([true, false]);
        await Cloud.DeleteDiskAsync(Disk, default);
        (await Cloud.FindDiskAsync(Disk, default)).ShouldBeNull();
    }
}
