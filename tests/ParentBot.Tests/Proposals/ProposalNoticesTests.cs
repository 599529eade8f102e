using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.ParentBot.Proposals;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Proposals;

public sealed class ProposalNoticesTests : IDisposable
{
    private static readonly Member Agent =
        new("agent:nightly", "nightly", Role.Admin) { IsAgent = true, Why = "the load is high" };

    private readonly Chat _chat = new();

    private static CancellationToken Never => CancellationToken.None;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task What_waits_and_what_comes_is_told_once_with_the_lines_that_decide()
    {
        var former = await AskAsync("/mute all for=2h");
        using var notices = new ProposalNotices(
            _chat.Get<IProposalStore>(), _chat.Get<ProposalFeed>(), NullLogger<ProposalNotices>.Instance);
        await notices.StartAsync(Never);
        (await notices.Told.ReadAsync()).ShouldBe(
            "! The agent nightly asks for:\n  │ /mute all for=2h\n  It says:\n  │ the load is high\n"
            + $"  /proposals {former.Id} shows what it would do. Type one of:\n"
            + $"    /decide {former.Id} approve\n    /decide {former.Id} refuse");

        await AskAsync("/mute all for=2h"); // the same again
        _chat.Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("/mute all for=3h");
        (await notices.Told.ReadAsync()).ShouldStartWith("! The agent nightly asks for:\n  │ /mute all for=3h\n");

        _chat.Time.Advance(TimeSpan.FromHours(24));
        await _chat.Get<ProposalDecisions>().CarryOnAsync(Never);
        (await notices.Told.ReadAsync()).ShouldStartWith("! Nobody decided '/mute all for=2h' (pr-");
        await notices.StopAsync(Never);
    }

    [Theory]
    [InlineData("because  \n! Nobody decided.\u202e")]
    [InlineData("a\u00a0{0}Type\u00a0one\u00a0of:")]
    public async Task What_an_agent_says_never_begins_a_line(string why)
    {
        using var notices = new ProposalNotices(
            _chat.Get<IProposalStore>(), _chat.Get<ProposalFeed>(), NullLogger<ProposalNotices>.Instance);
        await notices.StartAsync(Never);

        await AskAsync("/mute all for=2h", string.Format(null, why, new string('\u00a0', 200)));

        var rows = (await notices.Told.ReadAsync()).Split('\n');
        rows.ShouldAllBe(row => DisplayWidth.Of(row) < 80);
        rows.Where(row => !row.StartsWith("  │ ", StringComparison.Ordinal)).Select(row => row[..6])
            .ShouldBe(["! The ", "  It s", "  /pro", "    /d", "    /d"]);
        await notices.StopAsync(Never);
    }

    private async Task<Proposal> AskAsync(string line, string? why = null) => (await _chat.Get<CommandDispatcher>()
        .OrderAsync(new CommandDraft(line), why is null ? Agent : Agent with { Why = why }, Never)).Proposal!;
}
