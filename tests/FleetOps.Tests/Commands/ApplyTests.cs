using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>/apply where machines are made and replaced.</summary>
public sealed class ApplyTests(PaperWorld world) : PaperTests(world)
{
    private string Manifest(string said) => $"claws:\n  {Name}: {{{said}}}";

    [Fact]
    public async Task It_asks_with_the_plan_makes_the_claw_and_has_nothing_to_do_the_second_time()
    {
        var manifest = Manifest("image: 1.0.0, size: Standard_B4s_v2, labels: {tier: prod}, owner: 77");
        var asked = await Life.SayAsync($"/apply {manifest}");
        asked.Status.ShouldBe(ReplyStatus.Asks);
        Chat.Text(asked).ShouldContain($"{Name} | create |  | Standard_B4s_v2, image 1.0.0");
        (await Life.SayAsync($"/apply {manifest}", "no")).Status.ShouldBe(ReplyStatus.Refused);
        (await World.Store.FindClawAsync(Name, CancellationToken.None)).ShouldBeNull();

        var begun = await Life.SayAsync($"/apply {manifest}", "yes");
        Chat.Text(begun).ShouldContain("1 operation begun");
        ((string?)begun.Result!["operations"]![0]!["operation"]).ShouldBe($"{begun.Operation}");
        Chat.Text(await Life.SayAsync($"/apply {manifest}")).ShouldContain($"{Name} is busy (Deploying)");
        (await Life.GoOnAsync(begun.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);

        var claw = await ClawAsync();
        (claw.Spec!.Image.ToString(), claw.Spec.Size, claw.Owner).ShouldBe(("1.0.0", "Standard_B4s_v2", 77));
        claw.Labels["tier"].ShouldBe("prod");
        var again = await Life.SayAsync($"/apply {manifest}");
        (again.Status, again.Operation).ShouldBe((ReplyStatus.Ok, null));
        ((bool)again.Result!["isEmpty"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task It_upgrades_with_the_labels_in_the_same_order_and_never_back()
    {
        await DeployedAsync();
        var begun = await Life.SayAsync($"/apply {Manifest("image: 1.1.0, labels: {a: b}")}", "yes");
        (await Life.GoOnAsync(begun.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);

        var claw = await ClawAsync();
        (claw.Spec!.Image.ToString(), claw.Labels["a"]).ShouldBe(("1.1.0", "b"));
        var back = await Life.SayAsync($"/apply {Manifest("image: 1.0.0")}");
        (back.Status, back.Operation).ShouldBe((ReplyStatus.Ok, null));
        Chat.Text(back).ShouldContain($"/rollback {Name} goes back with the data of then.");
    }

    [Fact]
    public async Task OpenClaw_alone_is_updated_where_the_machine_stands()
    {
        var before = await DeployedAsync();
        var begun = await Life.SayAsync($"/apply {Manifest("openClaw: 2026.9.7")}", "yes");

        (await World.Store.FindOperationAsync(begun.Operation!, CancellationToken.None))!.Kind.ShouldBe("UpdateClaw");
        (await Life.GoOnAsync(begun.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);
        (await ClawAsync()).Spec.ShouldBe(before.Spec! with { OpenClaw = OpenClawVersion.Parse("2026.9.7") });
    }

    [Fact]
    public async Task A_destroyed_claw_comes_back_on_its_disk()
    {
        await DeployedAsync();
        await Life.RunAsync($"/destroy {Name}", Name.Value);
        var begun = await Life.SayAsync($"/apply {Manifest("")}", "yes");
        (await Life.GoOnAsync(begun.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);

        (await ClawAsync()).Disk.ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_gets_a_card_with_the_plan_and_the_approved_order_asks_nothing_more()
    {
        var agent = new Member("agent:x", "x", Role.Operator) { IsAgent = true, Why = "a test" };
        var draft = new CommandDraft($"/apply {Manifest("image: 1.0.0")}");
        var dispatcher = Life.GetRequiredService<CommandDispatcher>();

        var waits = await dispatcher.OrderAsync(draft, agent, CancellationToken.None);
        waits.Status.ShouldBe(ReplyStatus.Waits);
        waits.Proposal!.Plan!.ShouldContain($"{Name} · create ·  · image 1.0.0");
        var planned = await dispatcher.PlanAsync(draft, agent, CancellationToken.None);
        ((string?)planned.Result!["actions"]![0]!["action"]).ShouldBe("create");
        (await World.Store.FindClawAsync(Name, CancellationToken.None)).ShouldBeNull();

        var done = await Life.SayAsync($"/decide {waits.Proposal.Id} approve");
        done.Question.ShouldBeNull();
        done.Operation.ShouldNotBeNull();
    }

    [Fact]
    public async Task All_operations_of_an_approved_order_are_kept_with_its_proposal_and_told_to_who_asks_again()
    {
        var (other, key) = (Some.ClawName(), $"agent:x:{Name}");
        var agent = new Member("agent:x", "x", Role.Operator) { IsAgent = true, OrderKey = key };
        var draft = new CommandDraft($"/apply claws: {{{Name}: {{image: 1.0.0}}, {other}: {{image: 1.0.0}}}}");
        var dispatcher = Life.GetRequiredService<CommandDispatcher>();
        var waits = await dispatcher.OrderAsync(draft, agent, CancellationToken.None);
        waits.Operations.ShouldBeNull();

        var begun = await Life.SayAsync($"/decide {waits.Proposal!.Id} approve");

        var claws = new List<ClawName>();
        foreach (var id in begun.Operations.ShouldNotBeNull())
            claws.Add((await World.Store.FindOperationAsync(id, CancellationToken.None))!.Claw);
        claws.ShouldBe([Name, other], ignoreOrder: true);
        begun.Operation.ShouldBeNull();
        var again = await dispatcher.OrderAsync(draft, agent, CancellationToken.None);
        again.Operations.ShouldBe(begun.Operations);
        ProposalView.Of(again.Proposal!).Operations.ShouldBe(begun.Operations!.ConvertAll(id => id.Value));
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_told_and_nothing_is_done()
    {
        Chat.Text(await Life.SayAsync($"/apply {Manifest("image: 9.9.9")}")).ShouldContain("There is no image 9.9.9.");
        var wrong = await Life.SayAsync($"/apply {Manifest("imag: 1.0.0")}");
        (wrong.Status, wrong.Refusal).ShouldBe((ReplyStatus.Refused, RefusalKind.Usage));
        wrong.Result!["faults"]![0]!["line"]!.GetValue<int>().ShouldBe(2);
        (await World.Store.FindClawAsync(Name, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_export_of_what_is_deployed_plans_nothing()
    {
        await DeployedAsync();
        var export = (await Life.SayAsync("/export")).Blocks.OfType<FileBlock>().Single();
        export.Name.ShouldBe("fleet.yaml");

        var plan = await Life.SayAsync($"/plan {export.Text}");
        plan.Result!["actions"]!.AsArray().Select(action => (string)action!["claw"]!).ShouldNotContain(Name.Value);
    }
}
