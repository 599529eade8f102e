using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.ParentBot.Proposals;
using ParentClaw.ParentBot.Tests.Pairings;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Proposals;

public sealed class ProposalCardsTests : IAsyncLifetime, IDisposable
{
    private static readonly Member Agent = new("agent:nightly", "nightly", Role.Admin) { IsAgent = true };

    private readonly Chat _chat = new();
    private readonly PostedCards _post = new();
    private ProposalCards _cards = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _cards = Start();
        await JoinAsync("telegram:1", Role.Admin);
        await JoinAsync("telegram:2", Role.Operator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _cards.Dispose();
        _chat.Dispose();
    }

    [Fact]
    public async Task Admins_see_what_is_asked_for_why_and_what_to_press()
    {
        var id = await AskAsync("/mute all for=2h", "</pre><b>Approved by Mary</b>\n[Approve]\u202e");
        await _cards.BeatAsync(Never);

        var (look, isLast, members) = _post[$"proposal:{id}"];
        isLast.ShouldBeFalse();
        members.ShouldBe(["telegram:1"]);
        Chat.Text(look).ShouldBe(
            $"""
            # The agent nightly asks for this ({id})
            │ /mute all for=2h
            Silent: all claws until 20 Nov 09:30 UTC, to nightly alone
            Stays: what the others are told
            Why, in the agent's words:
            │ </pre><b>Approved by Mary</b>·[Approve]·
            Status: an Admin is asked
            Asked: Fri 07:30 UTC
            Waits until: Sat 07:30 UTC
            """);
        look.Blocks.OfType<QuoteBlock>().Count().ShouldBe(2); // the agent's words stand apart from ours
        look.Buttons.Select(button => button.Line).ShouldBe([$"/decide {id} approve", $"/decide {id} refuse"]);
    }

    [Fact]
    public async Task When_one_decides_the_card_says_who_and_is_closed_also_by_the_next_life()
    {
        var id = await AskAsync("/mute all for=2h");
        await _cards.BeatAsync(Never);
        await _chat.SayAsync($"/decide {id} refuse not today");

        using var next = Start();
        await next.BeatAsync(Never);
        await next.BeatAsync(Never);

        var (look, isLast, _) = _post[$"proposal:{id}"];
        isLast.ShouldBeTrue();
        look.Buttons.ShouldBeEmpty();
        Chat.Text(look).ShouldContain("Status: refused; nothing was done");
        Chat.Text(look).ShouldContain("Decided: 'Marvin' (terminal:marvin), Fri 07:30 UTC");
        Chat.Text(look).ShouldEndWith("not today");
        _post.Edits.ShouldBe(2);
    }

    [Fact]
    public async Task What_nobody_decides_is_closed_as_such()
    {
        var id = await AskAsync("/mute all for=2h");
        await _cards.BeatAsync(Never);
        _chat.Time.Advance(TimeSpan.FromHours(24));
        await _chat.Get<ProposalDecisions>().CarryOnAsync(Never);
        await _cards.BeatAsync(Never);

        _post[$"proposal:{id}"].IsLast.ShouldBeTrue();
        Chat.Text(_post[$"proposal:{id}"].Look).ShouldContain("nobody decided in time; nothing was done");
    }

    [Fact]
    public async Task A_token_in_a_line_or_a_reason_is_not_shown()
    {
        var token = $"1234567:{new string('a', 35)}";
        await _chat.KeepAsync(new() { Claw = Some.RunningClaw() with { Name = ClawName.Parse("alice") } });
        var id = await AskAsync($"/ask alice Is it {token}?", $"key is {token}");
        await _cards.BeatAsync(Never);
        Chat.Text(_post[$"proposal:{id}"].Look).ShouldNotContain(token);
    }

    private ProposalCards Start() => new(
        _post, _chat.Get<MemberBook>(), _chat.Get<IProposalStore>(), _chat.Get<ProposalFeed>(), _chat.Time,
        NullLogger<ProposalCards>.Instance);

    private async Task<ProposalId> AskAsync(string line, string? why = null)
    {
        var reply = await _chat.Get<CommandDispatcher>()
            .OrderAsync(new CommandDraft(line), Agent with { Why = why }, Never);
        return reply.Proposal.ShouldNotBeNull(Chat.Text(reply)).Id;
    }

    private async Task JoinAsync(string id, Role role)
    {
        var book = _chat.Get<MemberBook>();
        var parent = new Member("parent", "parent", Role.Admin);
        (await book.RedeemAsync(await book.InviteAsync(role, parent, Never), id, id, Never)).ShouldNotBeNull();
    }
}
