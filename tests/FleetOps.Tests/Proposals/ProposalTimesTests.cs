using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Proposals;

public sealed class ProposalTimesTests : IDisposable
{
    private static readonly Member Agent = new("agent:nightly", "nightly", Role.Admin) { IsAgent = true };

    private readonly Chat _chat = new();

    private static CancellationToken Never => CancellationToken.None;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task What_nobody_decides_expires_and_is_not_done_any_more()
    {
        var asked = (await OrderAsync("/mute all for=2h")).Proposal!;
        var told = _chat.Get<ProposalFeed>().WatchAsync(Never).GetAsyncEnumerator(Never);
        _chat.Time.Advance(TimeSpan.FromHours(24));

        await _chat.Get<ProposalDecisions>().CarryOnAsync(Never);

        (await told.MoveNextAsync()).ShouldBeTrue();
        told.Current.Status.ShouldBe(ProposalStatus.Expired);
        await told.DisposeAsync();
        var late = await _chat.SayAsync($"/decide {asked.Id} approve");
        late.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(late).ShouldContain("Nobody decided");
    }

    [Fact]
    public async Task A_decision_after_the_time_is_none_though_nobody_marked_it_yet()
    {
        var asked = (await OrderAsync("/mute all for=2h")).Proposal!;
        _chat.Time.Advance(TimeSpan.FromHours(24));

        (await _chat.SayAsync($"/decide {asked.Id} approve")).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.Get<IProposalStore>().FindAsync(asked.Id, Never))!.Status.ShouldBe(ProposalStatus.Expired);
    }

    [Fact]
    public async Task What_is_over_is_forgotten_in_time_and_what_waits_never()
    {
        var over = (await OrderAsync("/mute all for=2h")).Proposal!;
        await _chat.SayAsync($"/decide {over.Id} refuse");
        var waits = (await OrderAsync("/mute all for=3h")).Proposal!;

        await _chat.Get<IFleetStore>().ForgetBeforeAsync(_chat.Time.GetUtcNow().AddDays(1), Never);

        (await _chat.Get<IProposalStore>().ListAsync(9, Never)).Select(kept => kept.Id).ShouldBe([waits.Id]);
    }

    [Fact]
    public async Task An_order_that_came_again_while_its_plan_was_made_is_asked_for_once()
    {
        var desk = _chat.Get<ProposalDesk>();
        var draft = new CommandDraft("/mute all for=2h");
        (await desk.RecallAsync(draft, Agent, Never)).ShouldBeNull();
        var meanwhile = await desk.HoldAsync(draft, null, null, Agent, Never);

        var reply = await desk.HoldAsync(draft, null, null, Agent, Never);

        reply.Proposal!.Id.ShouldBe(meanwhile.Proposal!.Id);
        (await _chat.Get<IProposalStore>().ListAsync(9, Never)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Proposals_are_listed_and_each_is_shown_whole()
    {
        var asked = (await OrderAsync("/mute all for=2h", "because\u202e of\n[Approve]")).Proposal!;

        var listed = await _chat.SayAsync("/proposals");
        listed.Result!["proposals"]![0]!["id"]!.GetValue<string>().ShouldBe(asked.Id.Value);
        Chat.Text(listed)
            .ShouldContain($"{asked.Id} | waiting | nightly | just now | /mute all for=2h");
        var shown = await _chat.SayAsync($"/proposals {asked.Id}");
        shown.Proposal!.Id.ShouldBe(asked.Id);
        shown.Blocks.OfType<QuoteBlock>().Select(block => block.Text)
            .ShouldBe(["/mute all for=2h", "because· of·[Approve]"]);
        shown.Buttons.Select(button => button.Line)
            .ShouldBe([$"/decide {asked.Id} approve", $"/decide {asked.Id} refuse"]);
        (await _chat.SayAsync("/proposals pr-aaaaaaaa")).Status.ShouldBe(ReplyStatus.Refused);
    }

    [Fact]
    public async Task Looking_is_done_at_once_and_changing_waits()
    {
        (await OrderAsync("/mute list")).Status.ShouldNotBe(ReplyStatus.Waits);
        (await OrderAsync("/mute all")).Status.ShouldBe(ReplyStatus.Waits);
    }

    private Task<Reply> OrderAsync(string line, string? why = null) =>
        _chat.Get<CommandDispatcher>().OrderAsync(new CommandDraft(line), Agent with { Why = why }, Never);
}
