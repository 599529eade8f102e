using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class UpdateCommandTests(PaperWorld world) : PaperTests(world)
{
    [Fact]
    public async Task It_goes_to_the_newest_on_the_same_machine_and_a_rebuild_installs_that()
    {
        await DeployedAsync();

        var updated = await Life.RunAsync($"/update {Name}");

        updated.Status.ShouldBe(OperationStatus.Succeeded, updated.Conclusion);
        updated.Conclusion!.ShouldStartWith($"{Name} is updated: OpenClaw 2026.9.6 -> 2026.9.7, and is well.");
        (await ClawAsync()).ShouldSatisfyAllConditions(
            claw => claw.State.ShouldBe(ClawState.Running),
            claw => claw.Spec!.Generation.ShouldBe(1),
            claw => claw.Spec!.OpenClaw!.Value.ShouldBe("2026.9.7"),
            claw => claw.NewestOpenClaw!.Value.ShouldBe("2026.9.7"),
            claw => claw.LastGood!.OpenClaw!.Value.ShouldBe("2026.9.7"));
        (await Life.RunAsync($"/resuscitate {Name} rebuild")).Target!.OpenClaw!.Value.ShouldBe("2026.9.7");
    }

    [Fact]
    public async Task What_runs_already_is_left_alone()
    {
        await DeployedAsync();

        var reply = await Life.SayAsync($"/update {Name} 2026.9.6");

        reply.Status.ShouldBe(ReplyStatus.Ok);
        Chat.Text(reply).ShouldBe($"{Name} runs OpenClaw 2026.9.6 already; nothing was done.");
    }

    [Fact]
    public async Task Where_the_registry_s_newest_is_older_than_what_runs_nothing_is_to_be_done()
    {
        await DeployedAsync();
        var newest = World.Care.Newest;
        World.Care.Newest = OpenClawVersion.Parse("2026.9.5");
        var reply = await Life.SayAsync($"/update {Name}");
        World.Care.Newest = newest;

        Chat.Text(reply).ShouldBe($"{Name} runs OpenClaw 2026.9.6 already; nothing was done.");
    }

    [Fact]
    public async Task An_older_one_than_the_disk_ran_is_refused_before_anything_is_touched()
    {
        await DeployedAsync();

        Chat.Text(await Life.SayAsync($"/update {Name} 2026.9.5")).ShouldBe(
            $"{Name}'s data was migrated by OpenClaw 2026.9.6, which 2026.9.5 would refuse. "
            + $"/rollback {Name} goes back to older versions with the data of then.");
        (await ClawAsync()).State.ShouldBe(ClawState.Running);
    }

    [Fact]
    public async Task With_a_configuration_that_is_not_valid_it_is_refused_with_what_is_wrong()
    {
        await DeployedAsync();
        World.Care.Faults = ["gateway.port: expected number"];
        var reply = await Life.SayAsync($"/update {Name}");
        World.Care.Faults = [];

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldBe(
            $"{Name}'s configuration is not valid; mend it, then update. Nothing was touched.\n"
            + "gateway.port: expected number");
    }

    [Fact]
    public async Task Where_the_registry_does_not_answer_a_version_is_asked_for()
    {
        await DeployedAsync();
        var newest = World.Care.Newest;
        World.Care.Newest = null;
        var reply = await Life.SayAsync($"/update {Name}");
        World.Care.Newest = newest;

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldContain("the registry does not answer");
    }

    [Fact]
    public async Task Where_nothing_was_installed_the_claw_goes_on_as_it_was_and_the_reason_is_said()
    {
        await DeployedAsync();

        var failed = await Life.RunAsync($"/update {Name} 2099.1.1");

        failed.Status.ShouldBe(OperationStatus.RolledBack);
        failed.Conclusion.ShouldBe(
            $"The update of {Name} failed at 'Installing OpenClaw': OpenClaw 2099.1.1 was not installed (skipped): "
            + "it cannot be had. It runs OpenClaw 2026.9.6, on the machine and with the data that it had, and is well.");
        (await ClawAsync()).ShouldSatisfyAllConditions(
            claw => claw.State.ShouldBe(ClawState.Running),
            claw => claw.Spec!.Generation.ShouldBe(1),
            claw => claw.Disk.ShouldBe(1));
    }

    [Fact]
    public async Task Where_the_claw_is_not_well_with_the_new_one_it_comes_back_on_the_old_one_with_the_data_of_before()
    {
        await DeployedAsync();
        World.Shell.On(
            Name.Value, "verify.sh", target => target.Generation == 1 ? ScriptedShell.Says("", exitCode: 1) : null);

        var failed = await Life.RunAsync($"/update {Name}");

        failed.Status.ShouldBe(OperationStatus.RolledBack, failed.Conclusion);
        failed.Conclusion!.ShouldEndWith(
            "It runs OpenClaw 2026.9.6, on a new machine, with its data of before the update, and is well.");
        (await ClawAsync()).ShouldSatisfyAllConditions(
            claw => claw.State.ShouldBe(ClawState.Running),
            claw => claw.Spec!.Generation.ShouldBe(2),
            claw => claw.Disk.ShouldBe(2),
            claw => claw.NewestOpenClaw!.Value.ShouldBe("2026.9.6"));
    }

    [Fact]
    public async Task An_update_that_ended_behind_a_lost_connection_is_found_and_kept()
    {
        await DeployedAsync();
        World.Shell.On(Name.Value, "2026.9.7", _ => throw new FleetException(FailureReason.AccessDenied, "Lost."));

        var failed = await Life.RunAsync($"/update {Name}");

        failed.Status.ShouldBe(OperationStatus.RolledBack, failed.Conclusion);
        (await ClawAsync()).Spec!.OpenClaw!.Value.ShouldBe("2026.9.7");
    }
}
