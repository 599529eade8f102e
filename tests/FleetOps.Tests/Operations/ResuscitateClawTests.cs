using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class ResuscitateClawTests(PaperWorld world) : PaperTests(world)
{
    private const string Restart = "openclaw-gateway.service";

    [Fact]
    public void The_ladder_is_climbed_in_the_order_of_the_registration() =>
        Life.GetRequiredService<OperationRegistry>().Find<ResuscitateClaw>().Steps.Select(step => step.Name).ShouldBe(
        [
            "ProvePath", "RepairAccess", "RestartGatewayRung", "RerunBoot", "RestartMachineRung", "RebuildMachine",
            "ConfirmHealed",
        ]);

    [Fact]
    public async Task A_healthy_claw_is_not_touched()
    {
        await DeployedAsync();
        var before = World.Shell.Ran(Name.Value).Count;

        var done = await Life.RunAsync($"/resuscitate {Name}");

        done.Conclusion.ShouldBe($"{Name} is well; no rung was needed.");
        World.Shell.Ran(Name.Value).Skip(before).Distinct().ShouldBe(["true", "probe.sh"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_first_rung_that_heals_is_the_last_that_is_climbed()
    {
        await DeployedAsync();
        var isDead = true;
        World.Shell.On(Name.Value, "probe.sh", _ => isDead ? Gateway("done", "dead", "failed") : null);
        World.Shell.On(Name.Value, Restart, _ =>
        {
            isDead = false;
            return null;
        });

        var done = await Life.RunAsync($"/resuscitate {Name}");

        done.Conclusion.ShouldBe($"{Name} is well again. Climbed: restarting the gateway.");
        StatusOf(done, "RerunBoot").ShouldBe(StepStatus.Skipped);
        var climbed = await World.Store.ListRungAttemptsAsync(Name, done.At, default);
        climbed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            attempt => attempt.Rung.ShouldBe("RestartGatewayRung"), attempt => attempt.Healed.ShouldBeTrue());
    }

    [Fact]
    public async Task A_claw_on_its_way_up_is_waited_for_and_not_touched()
    {
        await DeployedAsync();
        var looks = 0;
        World.Shell.On(Name.Value, "probe.sh", _ => ++looks < 4 ? Gateway("done", "starting", "active") : null);

        var done = await Life.RunAsync($"/resuscitate {Name}");

        looks.ShouldBeGreaterThan(3);
        done.Conclusion.ShouldBe($"{Name} is well; no rung was needed.");
        World.Shell.Ran(Name.Value).ShouldNotContain(Restart);
    }

    [Fact]
    public async Task With_the_parent_s_own_network_cut_nothing_is_touched()
    {
        var claw = await DeployedAsync();
        await World.Sandbox.Machines.BreakAsync($"{claw.Machine}", MachineBreak.Hung, default);
        var before = await World.InventoryAsync(Name.Value);
        World.Sandbox.Machines.CutParentNetwork(true);
        OperationRecord done;
        try
        {
            done = await Life.RunAsync($"/resuscitate {Name}");
        }
        finally
        {
            World.Sandbox.Machines.CutParentNetwork(false);
        }

        done.Status.ShouldBe(OperationStatus.Failed);
        done.Failure!.Message.ShouldStartWith("The parent's own network is cut");
        done.Steps.Skip(1).ShouldAllBe(step => step.Status == StepStatus.ToCome);
        (await World.InventoryAsync(Name.Value)).ShouldBe(before);
    }

    [Fact]
    public async Task A_rung_that_takes_something_away_asks_first()
    {
        var claw = await DeployedAsync();
        await World.Sandbox.Machines.BreakAsync($"{claw.Machine}", MachineBreak.RuinedDisk, default);

        var asked = await Life.RunAsync($"/resuscitate {Name}");

        asked.Failure!.Reason.ShouldBe(FailureReason.NeedsDecision);
        asked.Conclusion!.ShouldEndWith($"/resuscitate {Name} rebuild says yes to it.");
        (await ClawAsync()).Spec.ShouldBe(claw.Spec);
        (await Life.RunAsync($"/resuscitate {Name} rebuild")).Status.ShouldBe(OperationStatus.Succeeded);
        (await ClawAsync()).Spec!.Generation.ShouldBeGreaterThan(claw.Spec!.Generation);
    }

    [Theory]
    [InlineData(6, 12, false, "Climbed 6 times within a day: it flaps, and a human should look.")]
    [InlineData(6, 25, false, null)]
    [InlineData(1, 0, true, null)]
    [InlineData(1, 0, false, "cooling down.")]
    [InlineData(1, 1, false, null)]
    public async Task A_rung_has_a_budget_and_cools_down(int climbs, int hoursAgo, bool healed, string? why)
    {
        await DeployedAsync();
        var at = TimeProvider.System.GetUtcNow().AddHours(-hoursAgo);
        await World.Store.CommitAsync(
            new()
            {
                RungAttempts =
                [
                    .. Enumerable.Range(0, climbs).Select(_ =>
                        Some.RungAttempt(Name, at) with { Rung = "RestartGatewayRung", Healed = healed }),
                ],
            },
            default);
        var isDead = true;
        World.Shell.On(Name.Value, "probe.sh", _ => isDead ? Gateway("done", "dead", "failed") : null);
        foreach (var cure in new[] { Restart, "boot.sh" })
            World.Shell.On(Name.Value, cure, _ =>
            {
                isDead = false;
                return null;
            });

        var done = await Life.RunAsync($"/resuscitate {Name}");

        done.Status.ShouldBe(OperationStatus.Succeeded);
        StatusOf(done, "RestartGatewayRung").ShouldBe(why is null ? StepStatus.Done : StepStatus.Skipped);
        if (why is not null)
            done.Steps.Single(step => step.Name == "RestartGatewayRung").Note!.ShouldEndWith(why);
    }

    private static StepStatus StatusOf(OperationRecord operation, string step) =>
        operation.Steps.Single(record => record.Name == step).Status;

    private static RemoteResult Gateway(string boot, string startup, string unit) => ScriptedShell.Says(
        $$$"""
        {"boot":{"phase":"{{{boot}}}","drained":false},"gateway":{"healthz":false,"startupz":"{{{startup}}}",
        """ + $$$"""
        "readyz":false,
        "secrets":true,"unit":{"active":"{{{unit}}}"}},"disk":{"attached":true,"mounted":true}}
        """);
}
