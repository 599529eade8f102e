using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Gateway;

/// <summary>Against the stub gateway and the real lifecycle scripts, on a machine made of processes.</summary>
public sealed class OpenClawCliTests : IAsyncLifetime
{
    private static readonly ClawTargets Targets = new(Options.Create(new RemoteOptions()));

    private static CancellationToken Never => CancellationToken.None;

    private ProcessMachine _machine = null!;
    private OpenClawCli _gateway = null!;

    public async Task InitializeAsync()
    {
        _machine = await ProcessMachine.StartAsync();
        _gateway = new OpenClawCli(_machine.Shell, Targets, NullLogger<OpenClawCli>.Instance);
    }

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task Who_writes_to_the_bot_waits_and_is_let_in_and_told()
    {
        await _machine.DirectMessageAsync("bob", 7001);
        await _machine.DirectMessageAsync("carol", 7002);

        var waiting = await _gateway.ListPairingsAsync(_machine.Claw, Never);
        waiting.Select(request => (request.Sender, request.UserName))
            .ShouldBe([("7001", "bob"), ("7002", "carol")], ignoreOrder: true);
        var bob = waiting.Single(request => request.Sender == "7001");
        bob.Code.Length.ShouldBe(8);

        (await _gateway.ApprovePairingAsync(_machine.Claw, bob, Never))
            .ShouldBe(new PairingApproval("7001", IsNotified: true));
        (await WaitingAsync()).ShouldBe(["7002"]);
        (await OutboxAsync()).ShouldContain(
            sent => sent.Chat == "7001" && sent.Text.Contains("approved", StringComparison.Ordinal));

        var again = await Should.ThrowAsync<FleetException>(
            () => _gateway.ApprovePairingAsync(_machine.Claw, bob, Never));
        again.Reason.ShouldBe(FailureReason.NotFound);
    }

    [Fact]
    public async Task Who_is_turned_away_waits_no_more()
    {
        await _machine.DirectMessageAsync("bob", 7001);
        var bob = (await _gateway.ListPairingsAsync(_machine.Claw, Never)).ShouldHaveSingleItem();
        await _gateway.DenyPairingAsync(_machine.Claw, bob, Never);
        (await WaitingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_gateway_is_down_the_code_lets_in_but_makes_nobody_the_owner()
    {
        await _machine.DirectMessageAsync("bob", 7001);
        var bob = (await _gateway.ListPairingsAsync(_machine.Claw, Never)).ShouldHaveSingleItem();
        await _machine.RunAsync(new RemoteCommand("systemctl", "stop", "openclaw-gateway.service"));
        (await WaitingAsync()).ShouldBe(["7001"]);

        var refused = await Should.ThrowAsync<FleetException>(
            () => _gateway.ApprovePairingAsync(_machine.Claw with { Owner = null }, bob, Never));
        refused.Reason.ShouldBe(FailureReason.GatewayRefused);
        refused.Message.ShouldContain("would make 7001 its owner");
        (await WaitingAsync()).ShouldBe(["7001"]);

        (await _gateway.ApprovePairingAsync(_machine.Claw, bob, Never)).Sender.ShouldBe("7001");
        (await WaitingAsync()).ShouldBeEmpty();
        var down = await Should.ThrowAsync<FleetException>(
            () => _gateway.DenyPairingAsync(_machine.Claw, bob, Never));
        down.Reason.ShouldBe(FailureReason.Unavailable);
        down.Message.ShouldContain("/resuscitate");
    }

    [Fact]
    public async Task Every_text_arrives_byte_for_byte()
    {
        string[] texts =
        [
            "hello", "'", "\"", "\\", "$(touch /tmp/x) `id` $HOME ${x}", "-n", "--json", "a\nb\n\n\n", "\n",
            " lead and trail ",
            "tab\tbell\u0007 esc\u001b[31m", "emoji 🦞 e\u0301 \u202e", "%s %n", "!!", "*", "~", "a'b\"c\\'d",
            new string('x', 64 * 1024),
        ];
        foreach (var text in texts)
            (await _gateway.SendMessageAsync(_machine.Claw, 555, text, Never)).ShouldNotBeEmpty();

        (await OutboxAsync()).Where(sent => sent.Chat == "555").Select(sent => sent.Text).ShouldBe(texts);
    }

    [Fact]
    public async Task A_message_to_a_gateway_that_is_down_is_refused_with_what_to_do()
    {
        await _machine.RunAsync(new RemoteCommand("systemctl", "stop", "openclaw-gateway.service"));
        var down = await Should.ThrowAsync<FleetException>(
            () => _gateway.SendMessageAsync(_machine.Claw, 555, "hi", Never));
        down.Reason.ShouldBe(FailureReason.Unavailable);
        down.Message.ShouldContain($"/resuscitate {_machine.Claw.Name}");
        (await OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_is_read_while_the_gateway_runs_and_while_it_is_down()
    {
        (await _gateway.ReadLogAsync(_machine.Claw, 5, Never)).ShouldNotBeEmpty();
        await _machine.RunAsync(new RemoteCommand("systemctl", "stop", "openclaw-gateway.service"));
        var lines = await _gateway.ReadLogAsync(_machine.Claw, 2, Never);
        lines.Count.ShouldBeInRange(1, 2);
        lines.ShouldAllBe(line => line.At != null && line.Message.Length > 0);
    }

    [Fact]
    public async Task The_real_probe_and_verify_find_a_booted_claw_well_and_a_broken_one_not()
    {
        var probe = new ClawProbe(_machine.Shell, Targets, TimeProvider.System, NullLogger<ClawProbe>.Instance);
        var verification = new ClawVerification(_machine.Shell, Targets);
        var well = await probe.ProbeAsync(_machine.Claw, Never);
        well.Verdict.ToString().ShouldBe("Healthy");
        var report = well.Report.ShouldNotBeNull();
        (report.OpenClaw, report.AppLayer, report.Boot, report.IsMounted)
            .ShouldBe(("2026.9.5", "1.1.0", "ready", true));
        (await verification.RunAsync(_machine.Claw, Never)).IsGood.ShouldBeTrue();

        await _machine.RunAsync(new RemoteCommand("openclaw-sandbox", "break", "config"));
        await _machine.RunAsync(new RemoteCommand(
            "bash", "-c", "while systemctl is-active openclaw-gateway.service; do sleep 0.05; done >&2"));
        var broken = await probe.ProbeAsync(_machine.Claw, Never);
        broken.Verdict.Kind.ShouldBe(VerdictKind.Offline);
        broken.Verdict.Reasons[0].ShouldBe("gateway refuses its configuration or state (exit 78)");
        (await verification.RunAsync(_machine.Claw, Never)).Red.ShouldContain(check => check.Name == "config_valid");
    }

    private async Task<IReadOnlyList<string>> WaitingAsync() =>
        [.. (await _gateway.ListPairingsAsync(_machine.Claw, Never)).Select(request => request.Sender)];

    /// <summary>What users received of the claw's bot.</summary>
    private async Task<IReadOnlyList<(string Chat, string Text)>> OutboxAsync()
    {
        var file = $"{_machine.Root}/home/claw/.openclaw/state/outbox.jsonl";
        if (!File.Exists(file))
            return [];

        var lines = await File.ReadAllLinesAsync(file);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Select(sent => (sent.GetProperty("chatId").ToString(), sent.GetProperty("text").GetString()!))];
    }
}
