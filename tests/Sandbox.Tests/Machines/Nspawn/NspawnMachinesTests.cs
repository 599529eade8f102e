using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>Machines that boot: what Azure's do, seen by who keeps them.</summary>
public class NspawnMachinesTests : NspawnBoxes
{
    [NspawnFact]
    public async Task A_created_machine_is_entered_by_its_own_host_key_and_reaches_the_world_by_name()
    {
        await using var box = await OpenAsync();

        var alice = await DeployAsync(box, "alice");

        (await SshAsync(alice.Address, "id -un; hostname; sudo -n id -un")).ShouldBe("keeper\nalice\nroot");
        (await SshAsync(alice.Address, "sudo blockdev --getsize64 /dev/disk/azure/scsi1/lun0"))
            .ShouldBe($"{1024 * 1024 * 1024}");
        (await SshAsync(alice.Address, "cat /etc/resolv.conf; ip route show default")).ShouldContain("default via");
        alice.SshReachable.ShouldBeTrue();
        box.Server.Machines.FindByAddress(alice.Address)!.Id.ShouldBe(alice.Id);
    }

    [NspawnFact]
    public async Task A_machine_boots_anew_at_a_restart_a_reboot_from_within_and_a_start()
    {
        await using var box = await OpenAsync();
        var alice = await DeployAsync(box, "alice");
        await SshAsync(alice.Address, "echo kept > note");
        var boots = new List<string> { alice.BootId };

        await box.EndOfAsync(await box.PostAsync($"{box.VmId("alice")}/restart"));
        boots.Add(box.Server.Machines.FindByName("alice")!.BootId);
        await UntilSshAsync(box, "alice");
        await RunAsync(box, "alice", "systemctl --no-block reboot");
        while (box.Server.Machines.FindByName("alice")!.BootId == boots[^1])
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        boots.Add(box.Server.Machines.FindByName("alice")!.BootId);
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("alice")}/deallocate"));
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("alice")}/start"));
        boots.Add(box.Server.Machines.FindByName("alice")!.BootId);

        boots.Distinct().Count().ShouldBe(4);
        await UntilSshAsync(box, "alice");
        (await SshAsync(alice.Address, "cat note")).ShouldBe("kept");
    }

    [NspawnFact]
    public async Task What_cloud_init_cannot_read_fails_the_create_in_its_own_words()
    {
        await using var box = await OpenAsync();
        await box.EndOfAsync(await box.PutAsync(box.NicId("alice-nic"), Box.Network, Some.Nic(box)));

        var begun = await box.PutAsync(
            box.VmId("alice"), Box.Compute,
            Some.Machine(box, "alice-nic", customData: "#cloud-config\nwrite_files: [{path: /opt/x\n"));
        await box.EndOfAsync(begun);

        var machine = await box.GetAsync(box.VmId("alice"), Box.Compute);
        machine.Property("provisioningState")!.GetValue<string>().ShouldBe("Failed");
        var operations = Directory.EnumerateFiles(Path.Combine(box.Options.Folder, "state/operations"))
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!);
        operations.Select(o => $"{o["ErrorMessage"]}").ShouldContain(m => m.Contains("Failed loading yaml blob"));
    }
}
