using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>Machines that boot: what Azure's do, seen by who keeps them.</summary>
public class NspawnMachinesTests : NspawnBoxes
{
    [NspawnFact]
    public async Task A_created_machine_is_entered_by_its_own_host_key_and_has_its_disk()
    {
        await using var box = await OpenAsync();

        var alice = await DeployAsync(box, "alice");

        (await SshAsync(alice.Address, "id -un; hostname; sudo -n id -un")).ShouldBe("keeper\nalice\nroot");
        (await SshAsync(alice.Address, "sudo blockdev --getsize64 /dev/disk/azure/scsi1/lun0"))
            .ShouldBe($"{1024 * 1024 * 1024}");
        alice.BootId.ShouldNotBeEmpty();
        alice.SshReachable.ShouldBeTrue();
    }
}
