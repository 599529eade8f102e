using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.ParentBot.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class NewsWatchTests : IAsyncLifetime
{
    private readonly Alerts _alerts = new(Options.Create(new WatchOptions()));
    private readonly ProposalFeed _proposals = new();
    private readonly NewsBoard _board = new(new ManualTime(Some.Moment));
    private readonly NewsWatch _watch;

    public NewsWatchTests() => _watch = new NewsWatch(_alerts, _proposals, _board);

    private IEnumerable<string> Told => _board.After(0).News.Select(item => item.Text);

    public Task InitializeAsync() => _watch.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
    }

    [Fact]
    public async Task What_the_watch_raises_is_on_the_board_and_the_terminal_still_gets_it()
    {
        var claw = Some.ClawName();
        var news = Some.Event(claw);
        await UntilToldAsync(() => _alerts.Raise(new IncidentChange(Some.Incident(claw), news), false));

        Told.ShouldAllBe(text => text == news.Text);
        var taken = _alerts.Take();
        taken.ShouldNotBeEmpty();
        taken.ShouldAllBe(told => told == news);
    }

    [Fact]
    public async Task What_an_agent_asks_for_is_told_once_while_it_waits()
    {
        var proposal = new Proposal
        {
            Id = ProposalId.Parse("pr-k3f9x2ma"),
            Draft = new CommandDraft("/deploy bob"),
            Line = "/deploy bob",
            By = "agent:mary",
            Agent = "mary",
            Role = Role.Admin,
            At = Some.Moment,
            Until = Some.Moment.AddHours(1),
        };
        await UntilToldAsync(() => _proposals.Publish(proposal));
        _proposals.Publish(proposal with { Status = ProposalStatus.Done });
        _proposals.Publish(proposal with { Id = ProposalId.Parse("pr-second22") });
        while (Told.Count() < 2)
            await Task.Yield();

        Told.ShouldBe(
        [
            "The agent mary asks for '/deploy bob'. /proposals pr-k3f9x2ma shows how to decide.",
            "The agent mary asks for '/deploy bob'. /proposals pr-second22 shows how to decide.",
        ]);
    }

    // It watches from some moment after its start on, and nothing tells which.
    private async Task UntilToldAsync(Action tell)
    {
        while (!Told.Any())
        {
            tell();
            await Task.Yield();
        }
    }
}
