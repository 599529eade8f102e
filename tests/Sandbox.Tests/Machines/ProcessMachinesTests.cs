using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Tests.Machines;

/// <summary>Machines that are real processes, from a tiny image.</summary>
public class ProcessMachinesTests : ProcessBoxes
{
    private const string UserData = """
        #cloud-config
        ssh_deletekeys: true
        ssh_pwauth: false
        disable_root: true
        ssh_keys:
          ed25519_private: |
            PRIVATE
          ed25519_public: ssh-ed25519 AAAA host
        write_files:
          - path: /opt/hello
            permissions: '0750'
            encoding: b64
            content: aGVsbG8=
        runcmd:
          - [systemctl, enable, --now, hello.service]
        """;

    [Fact]
    public async Task A_created_machine_has_its_files_its_disk_and_a_running_init()
    {
        await using var box = await OpenAsync();

        await box.DeployAsync("alice", data: UserData);

        var machine = box.Server.Machines.FindByName("alice")!;
        machine.SshReachable.ShouldBeTrue();
        machine.State.ShouldBe("running");
        string Read(string path) => File.ReadAllText(Path.Combine(machine.Root, path));
        Read("opt/hello").ShouldBe("hello");
        Read("etc/hostname").ShouldBe("alice\n");
        Read("etc/enabled/hello.service").ShouldBe("enable\n");
        Read("etc/ssh/ssh_host_ed25519_key").ShouldBe("PRIVATE\n");
        File.ReadAllText(machine.HostKeyFile).ShouldBe("ssh-ed25519 AAAA host\n");
        Read("home/keeper/.ssh/authorized_keys").ShouldBe("ssh-ed25519 AAAA keeper\n");
        var address = await box.GetAsync(box.AddressId("alice-ip"), Box.Network);
        address.Property("ipAddress")!.GetValue<string>().ShouldBe(machine.Address);
        box.Server.Machines.FindByAddress(machine.Address)!.Id.ShouldBe(machine.Id);
        var output = await RunAsync(box, "alice", "echo kept > $ROOT/dev/disk/azure/scsi1/lun0/note; echo no >&2");
        output.ShouldContain("[stderr]\nno");
        File.ReadAllText(Path.Combine(box.Options.Folder, "disks/alice-d1/note")).ShouldBe("kept\n");
    }

    [Fact]
    public async Task Deallocating_ends_every_process_in_order_and_starting_boots_anew()
    {
        await using var box = await OpenAsync();
        await box.DeployAsync("alice");
        var before = await UpAsync(box, "alice");
        ProcessTable.OfMachine(before.Id).Count.ShouldBeGreaterThan(1);

        await box.PostAsync($"{box.VmId("alice")}/deallocate");

        ProcessTable.OfMachine(before.Id).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(before.Root, "var/shutdowns")).ShouldBe("orderly\n");
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        await box.PostAsync($"{box.VmId("alice")}/start");
        var after = await UpAsync(box, "alice");
        after.BootId.ShouldNotBe(before.BootId);
        after.SshReachable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_snapshot_holds_what_the_disk_held_and_a_disk_made_from_it_is_its_own()
    {
        await using var box = await OpenAsync();
        await box.DeployAsync("alice");
        string File1(string disk) => Path.Combine(box.Options.Folder, "disks", disk, "note");
        await File.WriteAllTextAsync(File1("alice-d1"), "before");

        await box.PutAsync(
            box.SnapshotId("s1"), Box.DiskVersion, Some.CopyOf(box.DiskId("alice-d1"), snapshot: true));
        await File.WriteAllTextAsync(File1("alice-d1"), "after");
        await box.PutAsync(box.DiskId("alice-d2"), Box.DiskVersion, Some.CopyOf(box.SnapshotId("s1")));

        (await File.ReadAllTextAsync(File1("alice-d2"))).ShouldBe("before");
        var moved = Some.DataDisks(Some.DataDisk(box, "alice-d2"));
        await box.SendAsync("PATCH", box.VmId("alice"), Box.Compute, moved);
        (await RunAsync(box, "alice", "cat $ROOT/dev/disk/azure/scsi1/lun0/note")).ShouldContain("[stdout]\nbefore");
    }

    [Fact]
    public async Task What_cloud_init_does_not_understand_fails_the_create_and_is_named()
    {
        await using var box = await OpenAsync();

        await box.DeployAsync("alice", data: "#cloud-config\npackages: [curl]\n");

        var machine = await box.GetAsync(box.VmId("alice"), Box.Compute);
        machine.Property("provisioningState")!.GetValue<string>().ShouldBe("Failed");
    }

    [Fact]
    public async Task Machines_end_with_the_sandbox_and_boot_with_it()
    {
        await using var box = await OpenAsync();
        await box.DeployAsync("alice");
        var before = await UpAsync(box, "alice");

        await box.Server.DisposeAsync();
        ProcessTable.OfMachine(before.Id).ShouldBeEmpty();
        await box.RestartAsync();

        var after = await UpAsync(box, "alice");
        after.SshReachable.ShouldBeTrue();
        after.Address.ShouldBe(before.Address);
    }

    [Fact]
    public async Task A_machine_that_outlived_the_sandbox_is_found_again()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-").FullName;
        var image = TinyImage.Make(Path.Combine(folder, "image"));
        var spec = new MachineSpec(
            Guid.NewGuid().ToString(), "alice", image, "127.200.0.1", [], null, new Dictionary<int, string>());
        var logger = Microsoft.Extensions.Logging.Abstractions.NullLogger<ProcessMachines>.Instance;
        var crashed = new ProcessMachines(folder, logger);
        await crashed.CreateAsync(spec, CancellationToken.None);
        await crashed.StartAsync(spec, CancellationToken.None);
        var before = crashed.StatusOf(spec.Id);

        await using (var next = new ProcessMachines(folder, logger))
        {
            await next.StartAsync(spec, CancellationToken.None);
            next.StatusOf(spec.Id).BootId.ShouldBe(before.BootId);
            next.StatusOf(spec.Id).Up.ShouldBeTrue();
        }

        ProcessTable.OfMachine(spec.Id).ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }
}
