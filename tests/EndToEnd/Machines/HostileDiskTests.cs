using ParentClaw.FleetOps.Claws;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>
/// Data disks that somebody else wrote to. Each is put right again at its end, and the same order brings the claw back.
/// </summary>
[Collection(BootedCollection.Name)]
public sealed class HostileDiskTests(BootedFleet fleet)
{
    private const string Carol = "carol";
    private const string Disk = "/dev/disk/azure/scsi1/lun0";

    [MachineFact]
    public Task A_disk_with_a_foreign_file_system_is_not_formatted() => TellsAsync(
        $"dd if={Disk} of=/root/head bs=1M count=64 status=none; mkfs.minix {Disk} 4096 > /dev/null",
        "the data disk holds minix, not ext4: nothing was formatted",
        $"blkid -p {Disk} | grep -q minix && dd if=/root/head of={Disk} bs=1M conv=notrunc status=none; rm /root/head");

    [MachineFact]
    public Task A_full_disk_is_told_and_nothing_is_deleted_from_the_workspace() => TellsAsync(
        OnDisk("cd /mnt/disk; fallocate -l $(( $(stat -f -c '%a * %S' .) - 8192 )) workspace/film.mkv"),
        "% full",
        OnDisk("rm /mnt/disk/workspace/film.mkv"));

    [MachineFact]
    public Task A_disk_that_can_only_be_read_is_told() => TellsAsync(
        $"tune2fs -O read-only {Disk} > /dev/null", "read-only", $"tune2fs -O ^read-only {Disk} > /dev/null");

    [MachineFact]
    public Task A_truncated_configuration_without_a_last_good_one_is_told() => TellsAsync(
        OnDisk("cd /mnt/disk/openclaw; mkdir /root/kept; cp -a openclaw.json /root/kept/; rm -f openclaw.json.*; "
            + "truncate -s 120 openclaw.json"),
        "openclaw.json is invalid",
        OnDisk("cp -a /root/kept/openclaw.json /mnt/disk/openclaw/; rm -r /root/kept"));

    [MachineFact]
    public Task An_update_that_fails_halfway_is_named() => TellsAsync(
        "printf 'touch /mnt/claw-data/workspace/half\\necho the page is missing >&2\\nexit 7\\n' "
            + "> /opt/claw/updates/900-halfway.sh",
        "update 900-halfway failed with exit code 7: the page is missing",
        "rm /opt/claw/updates/900-halfway.sh");

    [MachineFact]
    public async Task A_truncated_configuration_is_replaced_by_the_last_good_one()
    {
        await fleet.DeployAsync(Carol);
        await fleet.RunAsync(Carol, "truncate -s 120 /mnt/claw-data/openclaw/openclaw.json");

        await fleet.Parent.DoAsync($"/restart {Carol} machine");

        (await fleet.RunAsync(Carol, "ls /mnt/claw-data/openclaw")).ShouldContain("openclaw.json.rejected-");
    }

    [MachineFact]
    public async Task A_disk_without_secrets_waits_for_them_and_gets_them()
    {
        await fleet.DeployAsync(Carol);
        await fleet.RunAsync(Carol, "rm /mnt/claw-data/openclaw/secrets.json; systemctl stop openclaw-gateway.service");
        (await fleet.RunAsync(Carol, "/opt/claw/lifecycle/boot.sh")).ShouldContain("\"gateway\":\"awaiting-secrets\"");

        await fleet.Parent.DoAsync($"/restart {Carol} machine");

        (await fleet.RunAsync(Carol, "stat -c %a /mnt/claw-data/openclaw/secrets.json")).ShouldBe("600");
    }

    /// <summary>
    /// With its disk let go and broken, the claw's machine is restarted: the chat has the line that says what is wrong,
    /// boot.sh fails by itself too, and once it is mended the same order brings the claw back.
    /// </summary>
    private async Task TellsAsync(string breaking, string line, string mending)
    {
        await fleet.DeployAsync(Carol);
        await fleet.RunAsync(Carol, $"/opt/claw/lifecycle/drain.sh; {breaking}");

        var told = await fleet.Parent.SayAsync($"/restart {Carol} machine");

        told.Text.ShouldContain(line);
        told.Text.ShouldContain("boot.sh");
        (await fleet.Parent.ClawAsync(Carol)).State.ShouldBe(ClawState.Failed);
        var again = await fleet.TryAsync(Carol, "/opt/claw/lifecycle/boot.sh");
        again.ExitCode.ShouldBeGreaterThan(3);
        again.Error.TrimEnd().Split('\n')[^1].ShouldContain(line);

        await fleet.RunAsync(Carol, $"/opt/claw/lifecycle/drain.sh || true; {mending}");
        await fleet.Parent.DoAsync($"/restart {Carol} machine");
    }

    private static string OnDisk(string script) =>
        $"mkdir -p /mnt/disk; mount {Disk} /mnt/disk; ({script}); umount /mnt/disk";
}
