using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>Data disks of machines that boot: they outlive machines, come and go while these run, are copied.</summary>
public class NspawnDisksTests : NspawnBoxes
{
    [NspawnFact]
    public async Task A_disk_outlives_its_machine_and_the_next_one_finds_what_was_written()
    {
        await using var box = await OpenAsync();
        await DeployAsync(box, "alice");
        await OnDataAsync(box, "alice", "echo kept > /data/note; umount /data");

        await box.EndOfAsync(await box.DeleteAsync(box.VmId("alice"), Box.Compute));
        await CreateAsync(box, "alice", "alice-d1");

        (await OnDataAsync(box, "alice", "cat /data/note")).ShouldContain("[stdout]\nkept");
    }

    [NspawnFact]
    public async Task A_mounted_disk_is_pulled_from_a_running_machine_and_written_by_another()
    {
        await using var box = await OpenAsync();
        await DeployAsync(box, "alice");
        await DeployAsync(box, "berta");
        await OnDataAsync(box, "alice", "echo first > /data/note");

        await PatchAsync(box, "alice");
        (await RunAsync(box, "alice", "echo late > /data/note; ls /dev/disk/azure/scsi1 | wc -l"))
            .ShouldSatisfyAllConditions(
                said => said.ShouldContain("Input/output error"), said => said.ShouldContain("[stdout]\n0"));
        await PatchAsync(box, "berta", Some.DataDisk(box, "berta-d1"), Some.DataDisk(box, "alice-d1", lun: 1));

        (await OnDataAsync(box, "berta", "cat /data/note; echo second > /data/note", lun: 1)).ShouldContain("first");
        await PatchAsync(box, "berta", Some.DataDisk(box, "berta-d1"));
        await PatchAsync(box, "alice", Some.DataDisk(box, "alice-d1"));
        (await OnDataAsync(box, "alice", "umount /data; mount $disk /data; cat /data/note")).ShouldContain("second");
    }

    [NspawnFact]
    public async Task A_snapshot_of_a_mounted_disk_holds_what_was_written_until_then()
    {
        await using var box = await OpenAsync();
        await DeployAsync(box, "alice");
        await OnDataAsync(box, "alice", "echo before > /data/note");

        await box.EndOfAsync(await box.PutAsync(
            box.SnapshotId("s1"), Box.DiskVersion, Some.CopyOf(box.DiskId("alice-d1"), snapshot: true)));
        await OnDataAsync(box, "alice", "echo after > /data/note; umount /data");
        await box.EndOfAsync(await box.PutAsync(
            box.DiskId("alice-d2"), Box.DiskVersion, Some.CopyOf(box.SnapshotId("s1"))));
        await PatchAsync(box, "alice", Some.DataDisk(box, "alice-d2"));

        (await OnDataAsync(box, "alice", "cat /data/note")).ShouldContain("[stdout]\nbefore");
    }

    private static async Task PatchAsync(Box box, string machine, params System.Text.Json.Nodes.JsonObject[] disks)
    {
        var begun = await box.SendAsync("PATCH", box.VmId(machine), Box.Compute, Some.DataDisks(disks));
        begun.Status.ShouldBeLessThan(300, begun.Body?.ToJsonString());
        await box.EndOfAsync(begun);
        (await box.GetAsync(box.VmId(machine), Box.Compute)).Property("provisioningState")!.GetValue<string>()
            .ShouldBe("Succeeded");
    }
}
