using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>What commands that take something away say first, and that a wrong answer takes nothing.</summary>
public sealed class ConfirmationTests(PaperWorld world) : PaperTests(world)
{
    [Fact]
    public async Task Destroy_says_what_goes_what_stays_and_its_price()
    {
        await DeployedAsync();

        var asked = await Life.SayAsync($"/destroy {Name}");

        asked.Question!.Kind.ShouldBe(QuestionKind.Typed);
        Chat.Text(asked).ShouldMatch(
            $@"^Destroying {Name}:\nGoes: its machine, the OS disk, its address\n"
            + $@"Stays: its data disk {Name}-d1 and costs about \$[\d.]+ a month\n"
            + $@"Later: /deploy {Name} brings it back on that disk; /purge {Name} deletes the disk$");
    }

    [Fact]
    public async Task Rollback_shows_what_is_lost_and_what_is_kept()
    {
        await DeployedAsync();
        var point = (await Life.RunAsync($"/upgrade {Name}")).RestorePoint;

        var asked = await Life.SayAsync($"/rollback {Name}");

        asked.Question!.Prompt.ShouldBe($"Roll {Name} back to {point}?");
        Chat.Text(asked).ShouldContain("Image: 1.1.0 -> 1.0.0");
        Chat.Text(asked).ShouldContain("Lost: what the claw learned and wrote since then, in its present life");
        Chat.Text(asked).ShouldContain(
            $"Kept: a restore point of the present, taken first; the disk of now, retired as {Name}-d1");
    }

    [Fact]
    public async Task Purge_of_a_destroyed_claw_names_every_disk()
    {
        await DeployedAsync();
        await Life.RunAsync($"/destroy {Name}", Name.Value);

        Chat.Text(await Life.SayAsync($"/purge {Name}")).ShouldBe(
            $"""
            Purging {Name} cannot be undone:
            Goes: {Name}-d1
            Goes too: its restore points, keys and secrets
            Stays: its lines in /audit
            """);
        (await Life.RunAsync($"/purge {Name}", Name.Value))
            .Conclusion.ShouldBe($"Nothing of {Name} is left but its lines in /audit.");
        (await World.Secrets.ListAsync(Name, default)).ShouldBeEmpty();
        (await World.Store.ListEventsAsync(Name, 99, default)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_living_claw_without_retired_disks_has_nothing_to_purge()
    {
        await DeployedAsync();

        Chat.Text(await Life.SayAsync($"/purge {Name}")).ShouldBe(
            $"{Name} has no retired disk; its data disk in use is never purged while it lives.");
    }

    [Theory]
    [InlineData("/destroy {0}", "yes")]
    [InlineData("/destroy {0}", "")]
    [InlineData("/destroy {0}", "Claw")]
    [InlineData("/rollback {0}", "no")]
    [InlineData("/rollback {0}", "yess")]
    public async Task A_wrong_answer_changes_nothing(string line, string answer)
    {
        await DeployedAsync();
        await Life.RunAsync($"/upgrade {Name}");
        var before = await ClawAsync();

        var reply = await Life.SayAsync(string.Format(line, Name), answer);

        reply.ShouldSatisfyAllConditions(
            () => reply.Status.ShouldBe(ReplyStatus.Refused), () => reply.Operation.ShouldBeNull(),
            () => Chat.Text(reply).ShouldEndWith($"{Name} stays as it is."));
        (await ClawAsync()).Version.ShouldBe(before.Version);
    }

    [Fact]
    public async Task An_ended_operation_cannot_be_cancelled_and_says_how_it_ended()
    {
        await DeployedAsync();
        World.Shell.On(
            Name.Value, "verify.sh", target => target.Generation == 2 ? ScriptedShell.Says("", exitCode: 1) : null);
        var ended = await Life.RunAsync($"/upgrade {Name}");
        ended.Status.ShouldBe(OperationStatus.RolledBack);

        Chat.Text(await Life.SayAsync($"/cancel {ended.Id}"))
            .ShouldBe($"{ended.Id} has ended already: {ended.Conclusion}");
    }

    [Fact]
    public async Task An_order_that_waits_can_be_cancelled_before_its_first_step()
    {
        await DeployedAsync();
        var order = (await Life.SayAsync($"/park {Name}")).Operation!;

        Chat.Text(await Life.SayAsync($"/cancel {order}"))
            .ShouldBe($"{order} stops after the step it is in. /op {order} follows it.");
        (await Life.GoOnAsync(order)).Status.ShouldBe(OperationStatus.Cancelled);
        (await ClawAsync()).State.ShouldBe(ClawState.Failed);
        (await Life.RunAsync($"/park {Name}")).Status.ShouldBe(OperationStatus.Succeeded);
    }
}
