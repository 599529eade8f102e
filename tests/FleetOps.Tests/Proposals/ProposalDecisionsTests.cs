using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Proposals;

public sealed class ProposalDecisionsTests(PaperWorld world) : PaperTests(world)
{
    private static readonly Member Mary = new("telegram:7", "Mary", Role.Admin);
    private static readonly Member Bill = new("telegram:8", "Bill", Role.Admin);
    private static readonly Member Agent = new("agent:nightly", "nightly", Role.Admin) { IsAgent = true, Why = "w" };

    private static CancellationToken Never => CancellationToken.None;

    private CommandDispatcher Dispatcher => Life.GetRequiredService<CommandDispatcher>();

    [Fact]
    public async Task What_an_agent_orders_waits_and_is_done_once_an_Admin_approves()
    {
        var waits = await OrderAsync($"/deploy {Name}");
        waits.Status.ShouldBe(ReplyStatus.Waits);
        (await World.Store.FindClawAsync(Name, Never)).ShouldBeNull();
        waits.Proposal!.Plan.ShouldNotBeNull().ShouldContain($"machine {Name}-g1");

        var reply = await DecideAsync(waits, "approve", Mary);

        reply.Status.ShouldBe(ReplyStatus.Ok, Chat.Text(reply));
        var operation = await Life.GoOnAsync(reply.Operation!);
        operation.Status.ShouldBe(OperationStatus.Succeeded);
        operation.By.ShouldBe("Mary for nightly");
        var done = await FindAsync(waits);
        (done.Status, done.DecidedBy, done.Operation).ShouldBe((ProposalStatus.Done, "Mary", operation.Id));
        var line = await World.Store.FindEventAsync($"proposal:{done.Id}", Never);
        (line!.By, line.Outcome).ShouldBe(("Mary for nightly", "ok"));
    }

    [Fact]
    public async Task Destroying_still_needs_the_name_typed_by_the_Admin()
    {
        await DeployedAsync();
        var waits = await OrderAsync($"/destroy {Name}");

        var asks = await DecideAsync(waits, "approve", Mary);
        asks.Question.ShouldNotBeNull().Kind.ShouldBe(QuestionKind.Typed);
        (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Waiting);
        (await ClawAsync()).State.ShouldBe(ClawState.Running);

        var reply = await Dispatcher.AnswerAsync(asks.Question.Nonce!, Name.Value, Mary, Never);
        (await Life.GoOnAsync(reply.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);
        (await ClawAsync()).State.ShouldBe(ClawState.Destroyed);
        (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Done);
    }

    [Fact]
    public async Task The_first_of_two_Admins_decides_and_the_other_reads_who_it_was()
    {
        var waits = await OrderAsync($"/deploy {Name}");
        (await DecideAsync(waits, "refuse", Bill, " not now")).Status.ShouldBe(ReplyStatus.Ok);

        var late = await DecideAsync(waits, "approve", Mary);

        late.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(late).ShouldContain("'Bill' (telegram:8) refused");
        (await FindAsync(waits)).Outcome.ShouldBe("not now");
        (await World.Store.FindClawAsync(Name, Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_Admins_of_one_name_the_one_who_decided_is_known_by_his_id()
    {
        var waits = await OrderAsync($"/deploy {Name}");
        await DecideAsync(waits, "approve", Mary);

        var late = await DecideAsync(waits, "approve", Mary with { Id = "telegram:9" });

        (late.Status, late.Operation).ShouldBe((ReplyStatus.Refused, null)); // it was not his order that came again
        Chat.Text(late).ShouldStartWith("'Mary' (telegram:7) approved");
        (await DecideAsync(waits, "approve", Mary with { Name = "Maria" })).Status.ShouldBe(ReplyStatus.Ok);
        ProposalView.Of(await FindAsync(waits)).DecidedById.ShouldBe("telegram:7");
    }

    [Fact]
    public async Task Two_who_approve_at_once_make_one_operation()
    {
        var waits = await OrderAsync($"/deploy {Name}");

        var replies = await Task.WhenAll(
            Task.Run(() => DecideAsync(waits, "approve", Mary)), Task.Run(() => DecideAsync(waits, "approve", Bill)));

        replies.Count(reply => reply.Status == ReplyStatus.Ok).ShouldBe(1);
        (await World.Store.ListOperationsAsync(Name, 9, Never)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_never_decides_nor_proposes_to()
    {
        var waits = await OrderAsync($"/deploy {Name}");
        foreach (var agent in new[] { Agent, Agent with { ApprovedBy = "Mary", OrderKey = $"x:{Name}" } })
        {
            var reply = await Dispatcher.OrderAsync(
                new CommandDraft($"/decide {waits.Proposal!.Id} approve"), agent, Never);
            (reply.Status, reply.Refusal).ShouldBe((ReplyStatus.Refused, RefusalKind.Role));
        }

        (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Waiting);
    }

    [Fact]
    public async Task An_approval_does_not_lift_the_role_of_the_agent()
    {
        await DeployedAsync();
        var reply = await Dispatcher.OrderAsync(
            new CommandDraft($"/destroy {Name}"), Agent with { Role = Role.Operator }, Never);

        (reply.Status, reply.Refusal).ShouldBe((ReplyStatus.Refused, RefusalKind.Role));
        reply.Proposal.ShouldBeNull();
    }

    [Fact]
    public async Task One_order_makes_one_proposal_also_after_it_was_decided()
    {
        var by = Agent with { OrderKey = $"agent:nightly:{Name}" };
        var first = await OrderAsync($"/deploy {Name}", by);
        (await OrderAsync($"/deploy {Name}", by)).Proposal!.Id.ShouldBe(first.Proposal!.Id);
        (await OrderAsync($"/deploy {Name}")).Proposal!.Id.ShouldBe(first.Proposal.Id);
        var approved = await DecideAsync(first, "approve", Mary);

        var again = await OrderAsync($"/deploy {Name}", by);
        (again.Status, again.Operation).ShouldBe((ReplyStatus.Ok, approved.Operation));
        (await OrderAsync($"/wake {Name}", by)).Refusal.ShouldBe(RefusalKind.Usage);
    }

    [Fact]
    public async Task What_would_be_refused_now_makes_no_proposal()
    {
        var reply = await OrderAsync($"/park {Name}");
        (reply.Status, reply.Proposal).ShouldBe((ReplyStatus.Refused, null));
        Chat.Text(reply).ShouldContain($"There is no claw named {Name}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_call_of_the_store_it_is_carried_out_once_when_it_is_back(bool isAfter)
    {
        var deaths = 0;
        for (var call = 1; ; call++)
        {
            var claw = Some.ClawName();
            var waits = await OrderAsync($"/deploy {claw}");
            var mary = Mary with { OrderKey = $"telegram:update:{claw}" };
            var death = new Death(call, isAfter);
            await using (var doomed = World.Live(services => services
                .AddSingleton(death.Near(World.Store))
                .AddSingleton(death.Near(Life.GetRequiredService<IProposalStore>()))))
                await DecideAsync(waits, "approve", mary, life: doomed);
            deaths += death.Came ? 1 : 0;

            await using var next = World.Live();
            await next.GetRequiredService<ProposalDecisions>().CarryOnAsync(Never);
            var again = await DecideAsync(waits, "approve", mary, life: next);

            again.Status.ShouldBe(ReplyStatus.Ok, $"{call}: {Chat.Text(again)}");
            var operations = await World.Store.ListOperationsAsync(claw, 9, Never);
            operations.Count.ShouldBe(1, $"{call}");
            var done = await FindAsync(waits);
            (done.Status, done.Operation).ShouldBe((ProposalStatus.Done, operations[0].Id), $"{call}: {done.Outcome}");
            (await World.Store.ListEventsAsync(claw, 99, Never))
                .Count(line => line.Key == $"proposal:{done.Id}").ShouldBe(1, $"{call}");
            if (!death.Came)
                break;
        }

        deaths.ShouldBeGreaterThan(5);
    }

    private Task<Reply> OrderAsync(string line, Member? by = null) =>
        Dispatcher.OrderAsync(new CommandDraft(line), by ?? Agent, Never);

    private Task<Reply> DecideAsync(
        Reply waits, string decision, Member by, string why = "", IServiceProvider? life = null) =>
        (life ?? Life).GetRequiredService<CommandDispatcher>()
            .DispatchAsync($"/decide {waits.Proposal!.Id} {decision}{why}", by, Never);

    private async Task<Proposal> FindAsync(Reply waits) =>
        (await Life.GetRequiredService<IProposalStore>().FindAsync(waits.Proposal!.Id, Never))!;
}
