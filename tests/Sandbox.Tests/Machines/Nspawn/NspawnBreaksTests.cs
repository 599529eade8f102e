using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>What each break does to a machine that boots, and what heals it.</summary>
public class NspawnBreaksTests : NspawnBoxes
{
    [NspawnFact]
    public async Task Dead_SSH_lets_Run_Command_through_and_is_healed_by_it()
    {
        await using var box = await OpenAsync();
        var alice = await DeployAsync(box, "alice");

        await box.Server.Machines.BreakAsync("alice", MachineBreak.SshDead, CancellationToken.None);

        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        (await TrySshAsync(alice.Address, "true")).Exit.ShouldBe(255);
        (await RunAsync(box, "alice", "id -un; exit 3")).ShouldSatisfyAllConditions(
            said => said.ShouldContain("[stdout]\nroot"), said => said.ShouldContain("exit status=3"));
        await RunAsync(box, "alice", "systemctl restart ssh");
        await UntilSshAsync(box, "alice");
        (await SshAsync(alice.Address, "id -un")).ShouldBe("keeper");
    }

    [NspawnFact]
    public async Task A_hung_machine_answers_nothing_until_it_is_restarted_and_a_ruined_disk_boots_no_more()
    {
        await using var box = await OpenAsync();
        await DeployAsync(box, "alice");

        await box.Server.Machines.BreakAsync("alice", MachineBreak.Hung, CancellationToken.None);
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        var command = await box.PostAsync($"{box.VmId("alice")}/runCommand", Some.Script("true"));
        (await box.EndOfAsync(command)).Code.ShouldBe("VMAgentStatusCommunicationError");
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("alice")}/restart"));
        await UntilSshAsync(box, "alice");

        await box.Server.Machines.BreakAsync("alice", MachineBreak.RuinedDisk, CancellationToken.None);
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("alice")}/restart"));
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
    }
}
