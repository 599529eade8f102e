using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Tests.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Proposals;

/// <summary>
/// Who approves a plan is not asked whether he means it; he is where it is another by then, and for what only he has.
/// </summary>
public sealed class ApprovedPlansTests : IDisposable
{
    private const string Manifest = "claws: {alice: {labels: {team: ops, tier: prod}}, zoe: {owner: 7}}";

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Questions { get; } = new()
    {
        "/bake 1.3.0", "/approve_device alice 4f1c", "/config alice set gateway.port 1",
        "/config alice upload file=FOLDER/openclaw.json", "/cron alice remove standup",
        $"/apply {Manifest}",
    };

    private string Upload => _folder["openclaw.json"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task What_a_person_is_asked_an_approval_of_its_plan_answers(string line)
    {
        using var fleet = await OpenAsync();
        (await fleet.Chat.SayAsync(Named(line))).Question.ShouldNotBeNull().Kind.ShouldBe(QuestionKind.YesNo);
        var waits = await fleet.ProposeAsync(Named(line));
        waits.Proposal.ShouldNotBeNull(Chat.Text(waits)).Plan.ShouldNotBeNull();

        var done = await fleet.ApproveAsync(waits);

        done.Question.ShouldBeNull(Chat.Text(done));
        done.Status.ShouldBe(ReplyStatus.Ok, Chat.Text(done));
        done.Proposal!.Status.ShouldBe(ProposalStatus.Done);
    }

    [Fact]
    public async Task A_plan_that_is_another_by_then_is_asked_about_again()
    {
        using var fleet = await OpenAsync();
        var waits = await fleet.ProposeAsync($"/config alice upload file={Upload}");
        await File.WriteAllTextAsync(Upload, """{"gateway": {"bind": "lan"}}""");

        var asks = await fleet.ApproveAsync(waits);

        asks.Question.ShouldNotBeNull(Chat.Text(asks)).Kind.ShouldBe(QuestionKind.YesNo);
        Chat.Text(asks).ShouldContain("\"lan\"");
        fleet.Config.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_manifest_of_which_less_is_to_do_by_then_is_asked_about_again()
    {
        using var fleet = await OpenAsync();
        var waits = await fleet.ProposeAsync($"/apply {Manifest}");
        await fleet.Chat.SayAsync("/label alice tier=prod");

        var asks = await fleet.ApproveAsync(waits);

        asks.Question.ShouldNotBeNull(Chat.Text(asks)).Kind.ShouldBe(QuestionKind.YesNo);
        Chat.Text(asks).ShouldNotContain("tier=prod");
        var done = await fleet.Dispatcher.AnswerAsync(asks.Question!.Nonce!, "yes", PlannedFleet.Mary, default);
        done.Proposal.ShouldNotBeNull(Chat.Text(done)).Status.ShouldBe(ProposalStatus.Done);
    }

    [Fact]
    public async Task A_plan_that_is_too_long_for_a_card_is_shown_and_asked_about()
    {
        using var fleet = await OpenAsync();
        var claws = Enumerable.Range(10, 39).Select(number => $"claw-of-somebody-{number}: {{owner: 7}}");
        var waits = await fleet.ProposeAsync($"/apply claws: {{{string.Join(", ", claws)}}}");
        waits.Proposal.ShouldNotBeNull(Chat.Text(waits)).Plan.ShouldNotBeNull().ShouldNotContain("-48");

        var asks = await fleet.ApproveAsync(waits);

        asks.Question.ShouldNotBeNull(Chat.Text(asks));
        Chat.Text(asks).ShouldContain("-48");
    }

    [Fact]
    public async Task A_secret_is_asked_of_the_Admin_and_of_nobody_else()
    {
        using var fleet = await OpenAsync();
        var waits = await fleet.ProposeAsync("/secret set alice openai_api_key");
        waits.Question.ShouldBeNull();
        waits.Proposal!.Plan.ShouldNotBeNull().ShouldContain("no value is kept yet");

        (await fleet.ApproveAsync(waits)).Question.ShouldNotBeNull().Kind.ShouldBe(QuestionKind.Secret);
    }

    [Theory]
    [InlineData("/config alice set gateway.port 1")]
    [InlineData("/config alice view")]
    [InlineData("/invite viewer")]
    public async Task A_dry_run_tells_an_agent_nothing_of_what_it_may_not_order(string line)
    {
        using var fleet = await OpenAsync();
        fleet.Chat.Get<IOptions<AgentOptions>>().Value.Rules["Any"] = new() { ["config"] = AgentRule.Refuse };

        var plan = await fleet.Dispatcher.PlanAsync(
            new CommandDraft(line), PlannedFleet.Agent, CancellationToken.None);

        (plan.Status, plan.Refusal).ShouldBe((ReplyStatus.Refused, RefusalKind.Role));
        Chat.Text(plan).ShouldBe(Chat.Text(await fleet.ProposeAsync(line)));
    }

    [Theory]
    [InlineData("/config alice")]
    [InlineData("/digest list")]
    [InlineData("/fleet")]
    public async Task Of_what_only_looks_there_is_no_dry_run(string line)
    {
        using var fleet = await OpenAsync();
        Chat.Text(await fleet.PlanAsync(line)).ShouldBe($"Of {line} there is no dry run.");
    }

    private async Task<PlannedFleet> OpenAsync()
    {
        await File.WriteAllTextAsync(Upload, """{"gateway": {"bind": "loopback"}, "ui": {"theme": "dark"}}""");
        var fleet = await PlannedFleet.OpenAsync(costsMoney: true);
        fleet.Devices.Waiting[0] = fleet.Devices.Waiting[0] with { Scopes = ["operator.admin"] };
        return fleet;
    }

    private string Named(string line) => line.Replace("FOLDER", _folder.Path, StringComparison.Ordinal);
}
