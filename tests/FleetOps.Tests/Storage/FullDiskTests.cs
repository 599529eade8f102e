using Dapper;
using Microsoft.AspNetCore.DataProtection;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class FullDiskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [MountFact]
    public async Task A_full_disk_gives_one_sentence_and_loses_nothing()
    {
        using var disk = new SmallDisk();
        using var store = new TestStore(disk.Path);
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[300_000], None);

        var kept = await FillAsync(store.Fleet, store.Folder.Store);

        (await store.Fleet.ListClawsAsync(None)).Count.ShouldBe(kept);
        File.Delete(ballast);
        await store.Fleet.CommitAsync(new FleetChange { Claw = Some.FailedClaw() }, None);
        (await store.Fleet.ListClawsAsync(None)).Count.ShouldBe(kept + 1);
    }

    [MountFact]
    public async Task A_disk_too_full_for_the_copy_leaves_the_store_at_work_and_no_half_copy()
    {
        using var disk = new SmallDisk();
        using var store = new TestStore(disk.Path);
        await FillAsync(store.Fleet, store.Folder.Store);

        var failure = await Should.ThrowAsync<FleetException>(() => store.Get<StoreCopies>().CopyIfDueAsync(None));

        failure.Reason.ShouldBe(FailureReason.StoreFailed);
        Directory.EnumerateFileSystemEntries(store.Folder.Copies).ShouldBeEmpty();
        (await store.Fleet.ListClawsAsync(None)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_store_that_may_not_grow_goes_on_once_it_may()
    {
        using var temp = new TempFolder();
        using var file = StoreFile.Open(DataFolder.Open(temp.Path));
        var fleet = new SqliteFleetStore(file, new EphemeralDataProtectionProvider());
        await file.WriteAsync(connection => connection.Execute("PRAGMA max_page_count = 1"), None);
        var kept = await FillAsync(fleet, file.Path);

        await file.WriteAsync(connection => connection.Execute("PRAGMA max_page_count = 1000000"), None);
        await fleet.CommitAsync(new FleetChange { Claw = Some.FailedClaw() }, None);

        (await fleet.ListClawsAsync(None)).Count.ShouldBe(kept + 1);
    }

    private static async Task<int> FillAsync(IFleetStore fleet, string path)
    {
        for (var kept = 0; kept < 2_000; kept++)
        {
            try
            {
                await fleet.CommitAsync(new FleetChange { Claw = Some.FailedClaw() }, None);
            }
            catch (FleetException failure)
            {
                failure.Reason.ShouldBe(FailureReason.StoreFailed);
                failure.Message.ShouldBe(
                    $"The disk that holds {path} is full. Nothing was lost; free some space there, then try again.");
                return kept;
            }
        }

        throw new InvalidOperationException("The disk never got full.");
    }
}
