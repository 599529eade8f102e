using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class ParkClawTests(PaperWorld world) : PaperTests(world)
{
    [Fact]
    public async Task A_parked_claw_has_its_machine_deallocated_and_no_address_to_reach()
    {
        var claw = await DeployedAsync();

        var parked = await Life.RunAsync($"/park {Name}");

        parked.Conclusion.ShouldBe(
            $"{Name} is parked: only its disks and its address cost now. /wake {Name} starts it again.");
        (await World.Cloud.FindMachineAsync(claw.Machine, CancellationToken.None))!.Power.ShouldBe(Power.Deallocated);
        (await ClawAsync()).ShouldSatisfyAllConditions(
            now => now.State.ShouldBe(ClawState.Parked),
            now => now.Address.ShouldBeNull(),
            now => now.Spec.ShouldBe(claw.Spec));
        World.Shell.Ran(Name.Value)[^1].ShouldBe("drain.sh");
    }

    [Fact]
    public async Task Parking_a_deallocated_claw_changes_nothing()
    {
        var claw = await DeployedAsync();
        await World.Cloud.DeallocateMachineAsync(claw.Machine, CancellationToken.None);
        var before = await World.InventoryAsync(Name.Value);
        var ran = World.Shell.Ran(Name.Value);

        var parked = await Life.RunAsync($"/park {Name}");

        parked.Steps.Select(step => step.Status).ShouldBe([StepStatus.Skipped, StepStatus.Done]);
        (await World.InventoryAsync(Name.Value)).ShouldBe(before);
        World.Shell.Ran(Name.Value).ShouldBe(ran);
    }

    [Fact]
    public async Task Steps_keep_when_they_began_and_ended()
    {
        await DeployedAsync();

        var parked = await Life.RunAsync($"/park {Name}");

        parked.Steps.ShouldNotBeEmpty();
        parked.Steps.ShouldAllBe(
            step => step.StartedAt >= parked.At && step.EndedAt >= step.StartedAt && step.Attempts == 1);
    }
}
