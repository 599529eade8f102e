using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Proposals;

/// <summary>How many proposals wait at once.</summary>
public sealed class ProposalDeskTests : IDisposable
{
    private readonly Chat _chat = new();

    private static CancellationToken Never => CancellationToken.None;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task A_program_in_a_loop_is_stopped_and_leaves_the_others_their_places()
    {
        await FillAsync(AtSocket("nightly"), 10);

        var refused = await OrderAsync(AtSocket("nightly"), 10);
        refused.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(refused).ShouldBe(
            "10 proposals of nightly wait already. Let an Admin decide some first: /proposals lists them.");
        (await OrderAsync(AtSocket("nightly"), 0)).Status.ShouldBe(ReplyStatus.Waits); // it waits already
        (await OrderAsync(AtSocket("weekly"), 0)).Status.ShouldBe(ReplyStatus.Waits);
        (await OrderAsync(WithToken("nightly"), 0)).Status.ShouldBe(ReplyStatus.Waits);
    }

    [Fact]
    public async Task One_that_was_decided_makes_room()
    {
        await FillAsync(AtSocket("nightly"), 10);
        var first = (await _chat.Get<IProposalStore>().ListOpenAsync(Never))[0];

        await _chat.SayAsync($"/decide {first.Id} refuse");

        (await OrderAsync(AtSocket("nightly"), 10)).Status.ShouldBe(ReplyStatus.Waits);
    }

    [Fact]
    public async Task Who_takes_ever_new_names_leaves_room_for_who_cannot()
    {
        foreach (var name in new[] { "a", "b", "c", "d" })
            await FillAsync(AtSocket(name), 10);

        Chat.Text(await OrderAsync(AtSocket("e"), 0))
            .ShouldStartWith("40 proposals of agents of one account wait already.");
        await FillAsync(WithToken("nightly"), 10);
        Chat.Text(await OrderAsync(WithToken("weekly"), 0)).ShouldStartWith("50 proposals wait already.");
    }

    [Fact]
    public async Task How_many_of_one_agent_may_wait_can_be_set()
    {
        using var strict = new Chat(change: services => services.Configure<AgentOptions>(all => all.MostWaiting = 1));
        var orders = strict.Get<CommandDispatcher>();

        (await orders.OrderAsync(new CommandDraft("/mute all for=1h"), WithToken("a"), Never))
            .Status.ShouldBe(ReplyStatus.Waits);
        (await orders.OrderAsync(new CommandDraft("/mute all for=2h"), WithToken("a"), Never))
            .Status.ShouldBe(ReplyStatus.Refused);
    }

    private static Member AtSocket(string name) =>
        new($"agent:{name}", name, Role.Admin) { IsAgent = true, Account = "account:marvin" };

    private static Member WithToken(string name) => new($"token:{name}", name, Role.Admin) { IsAgent = true };

    private async Task FillAsync(Member agent, int count)
    {
        for (var wish = 0; wish < count; wish++)
            (await OrderAsync(agent, wish)).Status.ShouldBe(ReplyStatus.Waits);
    }

    private Task<Reply> OrderAsync(Member agent, int wish) =>
        _chat.Get<CommandDispatcher>().OrderAsync(new CommandDraft($"/mute all for={wish + 1}h"), agent, Never);
}
