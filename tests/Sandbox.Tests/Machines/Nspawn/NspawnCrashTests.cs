using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.Sandbox.Machines;
using ParentClaw.Sandbox.Machines.Nspawn;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>A host that is opened again on its folder without having been closed is what a crash leaves
/// behind.</summary>
public class NspawnCrashTests
{
    [NspawnFact]
    public async Task A_machine_that_outlived_the_sandbox_is_found_again_in_the_same_network()
    {
        using var folder = new TempFolder();
        var crashed = await NspawnMachines.OpenAsync(
            folder.Path, NullLogger<NspawnMachines>.Instance, CancellationToken.None);
        var spec = await SpecAsync(crashed);
        await crashed.CreateStorageAsync("disks/d1", 1, null, CancellationToken.None);
        await crashed.CreateAsync(spec, CancellationToken.None);
        var before = crashed.StatusOf(spec.Id);

        await using (var next = await NspawnMachines.OpenAsync(
            folder.Path, NullLogger<NspawnMachines>.Instance, CancellationToken.None))
        {
            await next.CreateAsync(spec, CancellationToken.None);
            await next.StartAsync(spec, CancellationToken.None);
            await next.SetDisksAsync(spec.Id, spec.Disks, CancellationToken.None);

            next.StatusOf(spec.Id).ShouldBeEquivalentTo(before);
            var output = await next.RunAsync(
                spec.Id, "cat /proc/partitions; hostname -I", new Dictionary<string, string>(), CancellationToken.None);
            output!.StandardOutput.ShouldContain(spec.Address);
            new Guest($"sandbox-{spec.Id[..8]}").Processes().ShouldNotBeEmpty();
        }

        new Guest($"sandbox-{spec.Id[..8]}").Processes().ShouldBeEmpty();
    }

    [NspawnFact]
    public async Task A_machine_whose_making_was_cut_short_is_made_anew()
    {
        using var folder = new TempFolder();
        await using var host = await NspawnMachines.OpenAsync(
            folder.Path, NullLogger<NspawnMachines>.Instance, CancellationToken.None);
        var spec = await SpecAsync(host);
        await host.CreateStorageAsync("disks/d1", 1, null, CancellationToken.None);
        using var crash = new CancellationTokenSource();
        var making = host.CreateAsync(spec, crash.Token);
        while (!host.StatusOf(spec.Id).Up)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await crash.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(making);

        await host.CreateAsync(spec, CancellationToken.None);

        host.StatusOf(spec.Id).SshReachable.ShouldBeTrue();
    }

    private static async Task<MachineSpec> SpecAsync(NspawnMachines host)
    {
        var address = host.DrawAddress();
        return new MachineSpec(
            Guid.NewGuid().ToString(), "alice", await BootImages.StockAsync(), address, [], null,
            new Dictionary<int, string> { [0] = "disks/d1" })
        {
            PrivateAddress = address,
            AdminUser = "keeper",
        };
    }
}
