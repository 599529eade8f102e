using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>/apply where a gateway is told something.</summary>
public sealed class ApplySettingsTests : IAsyncLifetime, IDisposable
{
    private GatewayChat _chat = null!;

    public async Task InitializeAsync() => _chat = await GatewayChat.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Labels_alone_are_set_without_a_question_and_leave_a_line_in_the_trail()
    {
        Chat.Text(await _chat.SayAsAnnAsync("/apply claws: {alice: {labels: {tier: prod}}}"))
            .ShouldStartWith("1 change made, 0 operations begun, 0 failed, 0 left");
        (await AliceAsync()).Labels["tier"].ShouldBe("prod");
        (await _chat.TrailAsync()).ShouldContain("relabel: none -> tier=prod");
        Chat.Text(await _chat.SayAsAnnAsync("/apply claws: {alice: {labels: {tier: prod}}}"))
            .ShouldBe("The fleet is what the manifest says; there is nothing to do.");
    }

    [Fact]
    public async Task Presets_become_those_that_are_named_and_jobs_of_others_stay()
    {
        await _chat.SayAsync("/cron alice preset night");
        _chat.Cron.Have("heartbeat");
        const string Line =
            "/apply claws: {alice: {presets: [morning], jobs: {standup: {at: \"9:30\", text: What is due?}}}}";
        Chat.Text(await _chat.SayAsync(Line)).ShouldContain("+morning, -night, +standup");

        _chat.Cron.Jobs.Select(job => job.Name).ShouldBe(["heartbeat", "parentclaw-morning", "standup"]);
        _chat.Cron.Orders[^1].TimeZone.ShouldBe("UTC");
        Chat.Text(await _chat.SayAsync(Line)).ShouldContain("there is nothing to do");
        Chat.Text(await _chat.SayAsync(Line.Replace("9:30", "9:45", StringComparison.Ordinal))).ShouldContain("~standup");
        _chat.Cron.Jobs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_owns_a_claw_and_its_model_are_set_at_the_gateway_too_and_by_Admins_alone()
    {
        const string Line = "/apply claws: {alice: {owner: 815, policy: allowlist, allow: [7], model: xai/grok-5}}";
        var asked = await _chat.SayAsAnnAsync(Line);
        asked.Status.ShouldBe(ReplyStatus.Asks);
        var refused = await _chat.Chat.Get<CommandDispatcher>()
            .AnswerAsync(asked.Question!.Nonce!, "yes", GatewayChat.Ann, CancellationToken.None);
        refused.Status.ShouldBe(ReplyStatus.Failed);
        Chat.Text(refused).ShouldContain("This is for Admins, not Operators. Let an Admin apply the manifest.");
        _chat.Config.Writes.ShouldBe(0);

        var done = await _chat.Chat.AnswerAsync(await _chat.SayAsync(Line), "yes");
        done.Status.ShouldBe(ReplyStatus.Ok, Chat.Text(done));
        var root = _chat.Config.Root;
        root["commands"]!["ownerAllowFrom"]!.ToJsonString().ShouldBe("""["telegram:815"]""");
        root["channels"]!["telegram"]!["allowFrom"]!.ToJsonString().ShouldBe("""["815","7"]""");
        root["channels"]!["telegram"]!["dmPolicy"]!.GetValue<string>().ShouldBe("allowlist");
        root["agents"]!["defaults"]!["model"]!["primary"]!.GetValue<string>().ShouldBe("xai/grok-5");
        var alice = await AliceAsync();
        (alice.Owner, alice.Model, alice.DmPolicy).ShouldBe((815, "xai/grok-5", DmPolicy.Allowlist));
        Chat.Text(await _chat.SayAsync(Line)).ShouldContain("there is nothing to do");
    }

    private async Task<Claw> AliceAsync() =>
        (await _chat.Chat.Fleet.FindClawAsync(GatewayChat.Alice.Name, CancellationToken.None))!;
}
