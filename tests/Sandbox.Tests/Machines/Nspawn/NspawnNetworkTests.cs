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
        string[] before;
        await using (var one = await OpenAsync())
        {
            await DeployAsync(one, "alice");
            before = Traces();
            await using (var other = await OpenAsync())
            {
                var (a, b) = (one.Server.Machines.FindByName("alice")!, await DeployAsync(other, "alice"));
                (await SshAsync(b.Address, "hostname -I")).ShouldContain(b.Address);
                (await SshAsync(a.Address, "hostname -I")).ShouldNotContain(b.Address);
                Traces().Length.ShouldBeGreaterThan(before.Length);
            }

            Traces().Except(before).ShouldBeEmpty();
        }

        before.Except(Traces()).ShouldNotBeEmpty();
    }

    /// <summary>What sandboxes have of the computer: bridges, mounts, devices.</summary>
    private static string[] Traces() =>
    [
        .. Directory.EnumerateFileSystemEntries("/sys/class/net").Where(n => Path.GetFileName(n).StartsWith("sb-")),
        .. File.ReadLines("/proc/mounts").Where(m => m.Contains("/machines/")),
        .. Directory.EnumerateDirectories("/dev", "sandbox-*"),
    ];
}
