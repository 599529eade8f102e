using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

public sealed class RescueTests(RescueParent rescue) : IClassFixture<RescueParent>
{
    private LiveParent Parent => rescue.Parent;

    [Theory]
    [InlineData("gateway", "restarting the gateway")]
    [InlineData("config", "running boot.sh again")]
    [InlineData("disk-full", "running boot.sh again")]
    [InlineData("ssh", "repairing access")]
    [InlineData("machine", "restarting the machine")]
    public async Task Each_break_is_healed_by_the_lowest_rung_that_can(string part, string rung)
    {
        var diary = await rescue.WriteAsync("alice", $"before {part} broke");
        await Parent.DoAsync($"/sandbox break alice {part}");
        (await Parent.SayAsync("/verify alice")).Text.ShouldNotContain("alice is well");

        (await Parent.DoAsync("/resuscitate alice")).Text.ShouldBe($"alice is well again. Climbed: {rung}.");

        (await Parent.DoAsync("/verify alice")).Text.ShouldContain("alice is well");
        (await File.ReadAllTextAsync(diary)).ShouldBe($"before {part} broke");
    }

    [Fact]
    public async Task Repairing_access_touches_nothing_else()
    {
        var before = await LookAsync("alice");
        await Parent.DoAsync("/sandbox break alice ssh");

        await Parent.DoAsync("/resuscitate alice");

        (await LookAsync("alice")).ShouldBe(before);
    }

    [Fact]
    public async Task A_ruined_machine_is_rebuilt_on_the_same_disk_once_a_person_agrees()
    {
        var diary = await rescue.WriteAsync("bob", "before the disk was ruined");
        var ruined = (await Parent.ClawAsync("bob")).Machine.ToString();
        await Parent.DoAsync("/sandbox break bob os");

        var asked = await Parent.SayAsync("/resuscitate bob");
        asked.Operation!.Failure!.Reason.ShouldBe(FailureReason.NeedsDecision);
        asked.Text.ShouldEndWith("mounted by the new one. /resuscitate bob rebuild says yes to it.");
        Parent.Machines.FindByName(ruined).ShouldNotBeNull();

        var healed = await Parent.DoAsync("/resuscitate bob rebuild");
        healed.Text.ShouldBe("bob is well again. Climbed: rebuilding the machine on the same disk.");
        Parent.Machines.FindByName(ruined).ShouldBeNull();
        Parent.Machines.FindByName((await Parent.ClawAsync("bob")).Machine.ToString()).ShouldNotBeNull();
        (await File.ReadAllTextAsync(diary)).ShouldBe("before the disk was ruined");
        Parent.Home.Disks.ShouldBe(["alice-d1", "bob-d1"]);
    }

    [TrafficFact]
    public async Task Each_exchange_of_a_rebuild_fits_the_descriptions_of_the_API()
    {
        await Parent.DoAsync("/sandbox break bob os");
        await Parent.DoAsync("/resuscitate bob rebuild");

        (await TrafficCheck.FindingsAsync(Parent.Home.TrafficLog)).ShouldBe("");
    }

    [Fact]
    public async Task While_the_parents_own_network_is_cut_no_machine_is_touched()
    {
        var before = await LookAsync("alice");
        await Parent.DoAsync("/sandbox network cut");

        var told = await Parent.SayAsync("/resuscitate alice");
        told.Operation!.Status.ShouldBe(OperationStatus.Failed);
        told.Text.ShouldContain(
            "The parent's own network is cut: neither the cloud nor another claw answers. Nothing was touched;");

        await Parent.DoAsync("/sandbox network whole");
        (await LookAsync("alice")).ShouldBe(before);
        (await Parent.DoAsync("/resuscitate alice")).Text.ShouldBe("alice is well; no rung was needed.");
        (await LookAsync("alice")).ShouldBe(before);
        (await Parent.ClawAsync("alice")).State.ShouldBe(ClawState.Running);
    }

    /// <summary>What a touch would change: the machine, its boot, its gateway's process.</summary>
    private async Task<(string Machine, string BootId, string Gateway)> LookAsync(string claw)
    {
        var machine = (await Parent.ClawAsync(claw)).Machine.ToString();
        return (machine, Parent.Machines.FindByName(machine)!.BootId, await Parent.GatewayAsync(claw));
    }
}
