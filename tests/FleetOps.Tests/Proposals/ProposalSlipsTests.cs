using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Proposals;

/// <summary>An Admin approves, is asked, and answers by a slip.</summary>
public sealed class ProposalSlipsTests(PaperWorld world) : PaperTests(world)
{
    private static readonly Member Mary = new("telegram:7", "Mary", Role.Admin);
    private static readonly Member Agent = new("agent:nightly", "nightly", Role.Admin) { IsAgent = true };

    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_wrong_name_destroys_nothing_and_the_wish_waits_on()
    {
        await DeployedAsync();
        var waits = await OrderAsync($"/destroy {Name}");
        var asks = await ApproveAsync(waits, Mary);
        using var stop = new CancellationTokenSource();
        var told = Life.GetRequiredService<ProposalFeed>().WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);

        var reply = await AnswerAsync(asks, "another", Mary);

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldBe(
            $"That is not its name; {Name} stays as it is.\n"
            + $"{waits.Proposal!.Id} waits on; approve it again to be asked again.");
        reply.Buttons.Select(button => button.Line).ShouldContain($"/decide {waits.Proposal.Id} approve");
        (await ClawAsync()).State.ShouldBe(ClawState.Running);
        var open = await FindAsync(waits);
        (open.Status, open.DecidedBy, open.DecidedById).ShouldBe((ProposalStatus.Waiting, null, null));
        open.Outcome.ShouldBeNull();
        foreach (var status in new[] { ProposalStatus.Approved, ProposalStatus.Waiting }) // never one that ends a wait
        {
            (await told.MoveNextAsync()).ShouldBeTrue();
            told.Current.Status.ShouldBe(status);
        }

        await stop.CancelAsync();
        await told.DisposeAsync();
    }

    [Fact]
    public async Task After_a_slip_another_Admin_approves_and_it_is_done_with_one_line_of_audit()
    {
        var bill = new Member("telegram:8", "Bill", Role.Admin);
        await DeployedAsync();
        var waits = await OrderAsync($"/destroy {Name}");
        await AnswerAsync(await ApproveAsync(waits, Mary), $"{Name}x", Mary);

        var reply = await AnswerAsync(await ApproveAsync(waits, bill), Name.Value, bill);

        (await Life.GoOnAsync(reply.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);
        var done = await FindAsync(waits);
        (done.Status, done.DecidedById).ShouldBe((ProposalStatus.Done, "telegram:8"));
        var line = await World.Store.FindEventAsync($"proposal:{done.Id}", Never);
        (line!.By, line.Outcome).ShouldBe(("Bill for nightly", "ok"));
    }

    [Theory]
    [InlineData("secret set {0} openai_api_key", "two words\nand lines")]
    [InlineData("deploy {0}", "kepe")]
    public async Task What_else_is_asked_may_be_mistyped_too(string line, string slip)
    {
        await DeployedAsync();
        (await Life.RunAsync($"/destroy {Name}", Name.Value)).Status.ShouldBe(OperationStatus.Succeeded);
        var waits = await OrderAsync($"/{string.Format(null, line, Name)}");

        var reply = await AnswerAsync(await ApproveAsync(waits, Mary), slip, Mary);

        reply.Status.ShouldBe(ReplyStatus.Refused, Chat.Text(reply));
        (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Waiting);
    }

    [Fact]
    public async Task Who_answers_no_ends_it()
    {
        await DeployedAsync();
        var waits = await OrderAsync($"/destroy {Name}");

        await AnswerAsync(await ApproveAsync(waits, Mary), "No", Mary);

        (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Failed);
        (await ClawAsync()).State.ShouldBe(ClawState.Running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_call_of_the_store_a_slip_destroys_nothing_and_the_wish_waits_on(bool isAfter)
    {
        await DeployedAsync();
        var waits = await OrderAsync($"/destroy {Name}");
        var deaths = 0;
        for (var call = 1; ; call++)
        {
            var asks = await ApproveAsync(waits, Mary);
            var mary = Mary with { OrderKey = $"telegram:update:{Name}:{call}" };
            var death = new Death(call, isAfter);
            await using (var doomed = World.Live(services => services
                .AddSingleton(death.Near(World.Store))
                .AddSingleton(death.Near(Life.GetRequiredService<IProposalStore>()))))
                await AnswerAsync(asks, "another", mary, doomed);

            await using var next = World.Live();
            await next.GetRequiredService<ProposalDecisions>().CarryOnAsync(Never);
            (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Waiting, $"{call}");
            (await AnswerAsync(asks, "another", mary, next)).Status.ShouldBe(ReplyStatus.Refused, $"{call}");

            (await FindAsync(waits)).Status.ShouldBe(ProposalStatus.Waiting, $"{call}");
            (await ClawAsync()).State.ShouldBe(ClawState.Running, $"{call}");
            if (!death.Came)
                break;
            deaths++;
        }

        deaths.ShouldBeGreaterThan(5);
        var reply = await AnswerAsync(await ApproveAsync(waits, Mary), Name.Value, Mary);
        (await Life.GoOnAsync(reply.Operation!)).Status.ShouldBe(OperationStatus.Succeeded);
    }

    private Task<Reply> OrderAsync(string line) =>
        Life.GetRequiredService<CommandDispatcher>().OrderAsync(new CommandDraft(line), Agent, Never);

    private Task<Reply> ApproveAsync(Reply waits, Member by) => Life.GetRequiredService<CommandDispatcher>()
        .DispatchAsync($"/decide {waits.Proposal!.Id} approve", by, Never);

    private Task<Reply> AnswerAsync(Reply asks, string answer, Member by, IServiceProvider? life = null) =>
        (life ?? Life).GetRequiredService<CommandDispatcher>()
            .AnswerAsync(asks.Question.ShouldNotBeNull(Chat.Text(asks)).Nonce!, answer, by, Never);

    private async Task<Proposal> FindAsync(Reply waits) =>
        (await Life.GetRequiredService<IProposalStore>().FindAsync(waits.Proposal!.Id, Never))!;
}
