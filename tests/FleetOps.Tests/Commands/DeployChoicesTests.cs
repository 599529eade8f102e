using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>What a person may choose of a claw to come: its OpenClaw, and who may write to its bot.</summary>
public sealed class DeployChoicesTests(PaperWorld world) : PaperTests(world)
{
    [Fact]
    public async Task An_OpenClaw_that_is_named_is_the_target_s_and_none_is_the_app_layer_s()
    {
        var first = await Life.RunAsync($"/deploy {Name} openclaw=2026.9.5");
        (first.Status, first.Target!.OpenClaw!.Value).ShouldBe((OperationStatus.Succeeded, "2026.9.5"));
        // On paper each machine runs 2026.9.6.
        await Life.RunAsync($"/destroy {Name}", Name.Value);

        Chat.Text(await Life.SayAsync($"/deploy {Name} disk=keep openclaw=2026.9.5"))
            .ShouldStartWith($"{Name}'s data was migrated by OpenClaw 2026.9.6, which 2026.9.5 would refuse.");
        (await Life.RunAsync($"/deploy {Name} disk=keep")).Target!.OpenClaw!.Value.ShouldBe("2026.9.6");
        await Life.RunAsync($"/destroy {Name}", Name.Value);
        (await Life.RunAsync($"/deploy {Name} disk=new")).Target!.OpenClaw.ShouldBeNull();
    }

    [Theory]
    [InlineData("", DmPolicy.Pairing, "")]
    [InlineData("policy=allowlist", DmPolicy.Allowlist, "")]
    [InlineData("policy=allowlist allow=815,4711,815", DmPolicy.Allowlist, "815,4711")]
    [InlineData("allow=4711", DmPolicy.Allowlist, "4711")]
    public async Task Who_may_write_to_the_bot_is_kept(string words, DmPolicy policy, string allow)
    {
        (await Life.RunAsync($"/deploy {Name} {words}".TrimEnd())).Status.ShouldBe(OperationStatus.Succeeded);

        (await ClawAsync()).ShouldSatisfyAllConditions(
            claw => claw.DmPolicy.ShouldBe(policy), claw => string.Join(',', claw.AllowFrom).ShouldBe(allow));
    }

    [Fact]
    public async Task A_bot_is_opened_to_everybody_only_once_the_person_knows_what_that_means()
    {
        var asked = await Life.SayAsync($"/deploy {Name} policy=open");
        Chat.Text(asked).ShouldContain("everybody who finds");
        (await World.Store.FindClawAsync(Name, default)).ShouldBeNull();

        var deployed = await Life.RunAsync($"/deploy {Name} policy=open", "yes");

        deployed.Status.ShouldBe(OperationStatus.Succeeded);
        (await ClawAsync()).DmPolicy.ShouldBe(DmPolicy.Open);
    }

    [Theory]
    [InlineData("policy=open allow=4711", "allow= is the list of policy=allowlist; with another policy there is none.")]
    [InlineData("allow=Mia", "They are numeric Telegram ids with commas between, as 4711,815.")]
    public async Task A_list_that_cannot_be_meant_is_refused(string words, string why) =>
        Chat.Text(await Life.SayAsync($"/deploy {Name} {words}")).ShouldContain(why);

    [Fact]
    public async Task A_disk_that_was_kept_keeps_who_may_write()
    {
        await DeployedAsync();
        await Life.RunAsync($"/destroy {Name}", Name.Value);

        Chat.Text(await Life.SayAsync($"/deploy {Name} disk=keep policy=allowlist")).ShouldContain("disk=new takes one");
        (await Life.RunAsync($"/deploy {Name} disk=new policy=allowlist")).Status.ShouldBe(OperationStatus.Succeeded);
    }
}
