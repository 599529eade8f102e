using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Operations;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>What is left when an operation failed for good, and that the way on works.</summary>
public sealed class AfterFailureTests(PaperWorld world) : PaperTests(world), IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        World.Sandbox.Faults.Clear();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_claw_whose_machine_was_never_made_is_destroyed_without_a_rest()
    {
        NoRoom();
        (await Life.RunAsync($"/deploy {Name}")).Failure!.Reason.ShouldBe(FailureReason.CapacityUnavailable);
        (await World.InventoryAsync(Name.Value)).ShouldContain("networkInterfaces");

        (await Life.RunAsync($"/destroy {Name}", Name.Value)).Status.ShouldBe(OperationStatus.Succeeded);

        (await World.InventoryAsync(Name.Value))
            .ShouldBe("Microsoft.Compute/disks claw-d1 - Unattached Succeeded - - data");
        (await Life.RunAsync($"/purge {Name}", Name.Value)).Status.ShouldBe(OperationStatus.Succeeded);
        (await World.InventoryAsync(Name.Value)).ShouldBeEmpty();
        (await World.Store.FindClawAsync(Name, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_deploy_that_is_tried_again_leaves_one_machine_one_nic_and_one_disk_that_may_still_be_formatted()
    {
        NoRoom();
        await Life.RunAsync($"/deploy {Name}");
        World.Sandbox.Faults.Clear();
        World.Shell.On(Name.Value, "verify.sh", _ => ScriptedShell.Says("", exitCode: 1));
        (await Life.RunAsync($"/deploy {Name}")).Status.ShouldBe(OperationStatus.Failed);
        World.Shell.On(Name.Value, "verify.sh", _ => null);

        var deployed = await Life.RunAsync($"/deploy {Name}");

        deployed.Status.ShouldBe(OperationStatus.Succeeded);
        deployed.Target.ShouldSatisfyAllConditions(
            target => target!.Generation.ShouldBe(3), target => target!.Disk.ShouldBe(1));
        deployed.Option(DeployClaw.Disk).ShouldBe(DeployClaw.NewDisk);
        (await NamesAsync())
            .ShouldBe(["claw-d1", "claw-g3", "claw-g3-nic", "claw-g3-os", "claw-ip"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("PublicIPAddresses_CreateOrUpdate")]
    [InlineData("NetworkInterfaces_CreateOrUpdate")]
    [InlineData("Disks_CreateOrUpdate")]
    [InlineData("VirtualMachines_CreateOrUpdate")]
    public async Task What_Azure_began_to_make_and_failed_to_is_made_again_by_the_next_deploy(string call)
    {
        World.Sandbox.Faults.Add(new Fault { On = call, Action = FaultAction.FailOperation });
        (await Life.RunAsync($"/deploy {Name}")).Failure!.Reason.ShouldBe(FailureReason.ProvisioningFailed);

        var again = await Life.RunAsync($"/deploy {Name}");

        again.Status.ShouldBe(OperationStatus.Succeeded, again.Failure?.Message);
        (await World.InventoryAsync(Name.Value)).ShouldNotContain(" Failed ");
    }

    [Fact]
    public async Task An_upgrade_whose_way_back_failed_too_is_tried_again_on_the_restored_disk_with_new_numbers()
    {
        await DeployedAsync();
        NoRoom();
        (await Life.RunAsync($"/upgrade {Name}")).Status.ShouldBe(OperationStatus.Failed);
        (await ClawAsync()).ShouldSatisfyAllConditions(
            claw => claw.Disk.ShouldBe(2), claw => claw.Spec!.Disk.ShouldBe(1), claw => claw.Generations.ShouldBe(3));
        World.Sandbox.Faults.Clear();

        var again = await Life.RunAsync($"/upgrade {Name}");

        again.Status.ShouldBe(OperationStatus.Succeeded);
        again.Target.ShouldSatisfyAllConditions(
            target => target!.Generation.ShouldBe(4), target => target!.Disk.ShouldBe(2));
        (await World.Cloud.ListDisksAsync(Name, default))
            .Select(disk => (disk.Name.Number, disk.IsRetired, disk.AttachedTo))
            .ShouldBe([(1, true, null), (2, false, $"{Name}-g4")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_rebuild_takes_the_disk_that_is_the_claw_s_now()
    {
        await DeployedAsync();
        NoRoom();
        await Life.RunAsync($"/upgrade {Name}");
        World.Sandbox.Faults.Clear();

        var healed = await Life.RunAsync($"/resuscitate {Name} rebuild");

        healed.Status.ShouldBe(OperationStatus.Succeeded, healed.Conclusion);
        (await World.Cloud.FindDiskAsync(DiskName.Of(Name, 2), default))!.AttachedTo.ShouldBe($"{Name}-g4");
    }

    [Fact]
    public async Task A_rollback_that_failed_is_tried_again_to_the_same_restore_point()
    {
        await DeployedAsync();
        var wanted = (await Life.RunAsync($"/upgrade {Name}")).RestorePoint;
        NoRoom();
        (await Life.RunAsync($"/rollback {Name}", "yes")).ShouldSatisfyAllConditions(
            failed => failed.Status.ShouldBe(OperationStatus.Failed), failed => failed.RestorePoint.ShouldBe(wanted));
        World.Sandbox.Faults.Clear();
        (await World.Store.ListRestorePointsAsync(Name, default))[0].Id.ShouldNotBe(wanted);

        (await Life.RunAsync($"/rollback {Name}", "yes")).ShouldSatisfyAllConditions(
            done => done.Status.ShouldBe(OperationStatus.Succeeded), done => done.RestorePoint.ShouldBe(wanted));
        (await ClawAsync()).Spec!.Image.ShouldBe(ImageVersion.Parse("1.0.0"));
    }

    [Fact]
    public async Task A_purge_of_retired_disks_that_failed_leaves_the_claw_running_and_can_be_tried_again()
    {
        await DeployedAsync();
        await Life.RunAsync($"/upgrade {Name}");
        await Life.RunAsync($"/rollback {Name}", "yes");
        World.Sandbox.Faults.Add(new Fault { On = "Disks_Delete", Status = 403, Code = "ScopeLocked", Times = 1000 });
        var failed = await Life.RunAsync($"/purge {Name}", Name.Value);
        World.Sandbox.Faults.Clear();

        failed.Status.ShouldBe(OperationStatus.Failed);
        failed.Conclusion!.ShouldEndWith($"{Name} itself goes on as before.");
        (await ClawAsync()).ShouldSatisfyAllConditions(
            claw => claw.State.ShouldBe(ClawState.Running), claw => claw.Failure.ShouldBeNull());
        (await Life.RunAsync($"/purge {Name}", Name.Value)).Status.ShouldBe(OperationStatus.Succeeded);
        (await ClawAsync()).State.ShouldBe(ClawState.Running);
        (await World.Cloud.ListDisksAsync(Name, default)).ShouldHaveSingleItem().IsRetired.ShouldBeFalse();
    }

    private void NoRoom() => World.Sandbox.Faults.Add(new Fault
    {
        On = "VirtualMachines_CreateOrUpdate", Status = 409, Code = "AllocationFailed", Times = 1000,
    });

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await World.InventoryAsync(Name.Value)).Split('\n').Select(line => line.Split(' ')[1]);
}
