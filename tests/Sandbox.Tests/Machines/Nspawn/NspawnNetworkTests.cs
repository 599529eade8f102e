using ParentClaw.Sandbox.Machines.Nspawn;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>The network of a sandbox whose machines boot.</summary>
public class NspawnNetworkTests : NspawnBoxes
{
    [NspawnFact]
    public async Task A_public_address_moves_between_two_running_machines()
    {
        await using var box = await OpenAsync();
        var alice = await DeployAsync(box, "alice");
        await DeployAsync(box, "berta");
        (await SshAsync(alice.Address, "hostname")).ShouldBe("alice");

        await box.EndOfAsync(await box.PutAsync(box.NicId("alice-nic"), Box.Network, Some.Nic(box)));
        (await TrySshAsync(alice.Address, "true")).Exit.ShouldBe(255);
        await box.EndOfAsync(await box.PutAsync(box.NicId("berta-nic"), Box.Network, Some.Nic(box, "alice-ip")));

        (await SshAsync(alice.Address, "hostname")).ShouldBe("berta");
        (await SshAsync(box.Server.Machines.FindByName("alice")!.Address, "hostname")).ShouldBe("alice");
    }

    [NspawnFact]
    public async Task Two_sandboxes_live_side_by_side_and_each_leaves_nothing_behind()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        var (a, b) = (await DeployAsync(one, "alice"), await DeployAsync(other, "alice"));

        (await SshAsync(b.Address, "hostname -I")).ShouldContain(b.Address);
        (await SshAsync(a.Address, "hostname -I")).ShouldNotContain(b.Address);
        Traces(other, b).Count.ShouldBe(4);
        await other.Server.DisposeAsync();

        Traces(other, b).ShouldBeEmpty();
        Traces(one, a).Count.ShouldBe(4);
        (await SshAsync(a.Address, "hostname")).ShouldBe("alice");
    }

    /// <summary>What a sandbox with one machine has of the computer: its bridge, a mount, a folder of devices, a loop
    /// device.</summary>
    private static IReadOnlyList<string> Traces(Box box, SandboxMachine machine)
    {
        string[] places =
            [$"/sys/class/net/{NspawnNetwork.BridgeOf(box.Options.Folder)}", $"/dev/sandbox-{machine.Id[..8]}"];
        return
        [
            .. places.Where(Directory.Exists),
            .. File.ReadLines("/proc/mounts").Where(m => m.Split(' ')[1].StartsWith(box.Options.Folder)),
            .. Directory.EnumerateDirectories("/sys/block", "loop*").Select(d => $"{d}/loop/backing_file")
                .Where(File.Exists).Where(f => File.ReadAllText(f).StartsWith(box.Options.Folder)),
        ];
    }
}
