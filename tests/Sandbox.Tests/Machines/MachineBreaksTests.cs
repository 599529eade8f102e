namespace ParentClaw.Sandbox.Tests.Machines;

/// <summary>What each break does, and what heals it.</summary>
public class MachineBreaksTests : ProcessBoxes
{
    [Fact]
    public async Task A_hung_machine_answers_nothing_until_it_is_restarted()
    {
        await using var box = await OpenAsync();
        await box.DeployAsync("alice");
        await box.Server.Machines.BreakAsync("alice", MachineBreak.Hung, CancellationToken.None);

        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        var command = await box.PostAsync($"{box.VmId("alice")}/runCommand", Some.Script("true"));
        (await box.EndOfAsync(command)).Code.ShouldBe("VMAgentStatusCommunicationError");

        var restart = await box.PostAsync($"{box.VmId("alice")}/restart");
        restart.Status.ShouldBe(200, (await box.EndOfAsync(restart)).Body?.ToJsonString());
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeTrue();
    }

    [Fact]
    public async Task Dead_SSH_is_repaired_by_the_Run_Command_that_restarts_it_and_by_no_other()
    {
        await using var box = await OpenAsync();
        await box.DeployAsync("alice");
        await box.Server.Machines.BreakAsync("alice", MachineBreak.SshDead, CancellationToken.None);

        (await RunAsync(box, "alice", "echo still here")).ShouldContain("still here");
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        await RunAsync(box, "alice", "systemctl restart ssh");

        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_ruined_disk_survives_a_restart_and_ends_with_the_machine()
    {
        await using var box = await OpenAsync();
        await box.DeployAsync("alice");
        await box.Server.Machines.BreakAsync("alice", MachineBreak.RuinedDisk, CancellationToken.None);
        await box.PostAsync($"{box.VmId("alice")}/restart");
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();

        await box.DeleteAsync(box.VmId("alice"), Box.Compute);
        await box.PutAsync(box.VmId("alice"), Box.Compute, Some.Machine(box, "alice-nic", "alice-d1"));

        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeTrue();
    }
}
