using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.EndToEnd.Gateway;

/// <summary>
/// Against the real OpenClaw from npm, over a real sshd. One gateway serves all: it takes long to start.
/// </summary>
public sealed class RealGatewayTests(RealGatewayFixture fixture) : IClassFixture<RealGatewayFixture>
{
    // Its command line may be too slow for the code on a busy host; the next look then asks again.
    private const int MostLooks = 8;

    private static CancellationToken Never => CancellationToken.None;

    [Needs("npm", "sshd", "ssh")]
    public async Task Who_writes_to_the_bot_is_told_of_at_once_let_in_by_RPC_and_is_no_owner()
    {
        var real = await fixture.StartAsync();
        var gateway = real.Get<IGateway>();
        using var store = new TestStore();
        await store.Fleet.CommitAsync(new FleetChange { Claw = real.Claw }, Never);
        await store.Fleet.CommitAsync(new FleetChange { Probes = [Some.Probe(real.Claw.Name)] }, Never);
        var news = new PairingNews();
        using var push = ActivatorUtilities.CreateInstance<PairingPush>(real.Services, store.Fleet, news);
        using var stop = new CancellationTokenSource();
        await using var looks = news.WatchAsync(stop.Token).GetAsyncEnumerator(Never);

        var bob = real.Telegram.Person(7001, "Bob", "bob").ChatWith(real.Bot);
        await bob.SaysAsync("hi");
        await bob.ShowsAsync("Your Telegram user id: 7001");
        var told = looks.MoveNextAsync().AsTask();
        for (var look = 0; look < MostLooks && !told.IsCompleted; look++)
            await push.LookAsync(Never);
        (told.IsCompletedSuccessfully && await told).ShouldBeTrue();
        var waiting = looks.Current.Waiting!.ShouldHaveSingleItem();
        (waiting.Sender, waiting.UserName, waiting.FirstName).ShouldBe(("7001", "bob", "Bob"));
        bob.Messages.ShouldContain(message => message.Text.Contains(waiting.Code, StringComparison.Ordinal));

        (await gateway.ApprovePairingAsync(real.Claw, waiting, Never))
            .ShouldBe(new PairingApproval("7001", IsNotified: true));
        (await gateway.ListPairingsAsync(real.Claw, Never)).ShouldBeEmpty();
        var owners = await real.Get<IGatewayConfig>().ReadConfigAsync(real.Claw, "commands.ownerAllowFrom", Never);
        owners.Text.ShouldContain($"telegram:{RealGateway.Owner}");
        owners.Text.ShouldNotContain("7001");
        await bob.ShowsAsync("access approved");

        (await gateway.SendMessageAsync(real.Claw, 7001, "it is *me* $(id)", Never)).ShouldNotBeEmpty();
        await bob.ShowsAsync("$(id)");
        (await gateway.AskAgentAsync(real.Claw, "what is up", Never)).ShouldBe(RealGateway.Says);
        var talk = await real.Get<IGatewayTalk>().ReadTalkAsync(real.Claw, 20, Never);
        talk.ShouldContain(said => said.Role == "user" && said.Text.Contains("what is up") && said.At != null);
        talk.ShouldContain(said => said.Role == "assistant" && said.Text.Contains(RealGateway.Says));
        (await gateway.ReadLogAsync(real.Claw, 20, Never)).ShouldContain(line => line.At != null && line.Subsystem != null);
        real.Get<GatewayConnections>().Count.ShouldBe(1);
        real.Telegram.Violations.ShouldBeEmpty();
    }

    [Needs("npm", "sshd", "ssh")]
    public async Task The_configuration_is_read_redacted_set_replaced_and_never_made_invalid()
    {
        var real = await fixture.StartAsync();
        var config = real.Get<IGatewayConfig>();
        var before = await config.ReadConfigAsync(real.Claw, path: null, Never);
        before.Text.ShouldContain("__OPENCLAW_REDACTED__");
        before.Text.ShouldContain("${OPENCLAW_GATEWAY_TOKEN}");

        await config.SetConfigAsync(real.Claw, "channels.telegram.groups.*.requireMention", Json("true"), Never);
        (await config.ReadConfigAsync(real.Claw, "channels.telegram.groups", Never)).Text.ShouldContain("requireMention");
        (await File.ReadAllTextAsync(real.ConfigFile)).ShouldContain("\"apiKey\": \"none\"");

        var invalid = await Should.ThrowAsync<FleetException>(
            () => config.SetConfigAsync(real.Claw, "channels.telegram.dmPolicy", Json("\"sometimes\""), Never));
        invalid.Reason.ShouldBe(FailureReason.GatewayRefused);
        invalid.Message.ShouldContain("dmPolicy");
        (await Should.ThrowAsync<FleetException>(
            () => config.ReplaceConfigAsync(real.Claw, before.Text, before.Hash, Never)))
            .Reason.ShouldBe(FailureReason.GatewayRefused); // somebody wrote since: we did
        var now = await config.ReadConfigAsync(real.Claw, path: null, Never);
        await config.ReplaceConfigAsync(real.Claw, now.Text, now.Hash, Never);
        (await config.CheckConfigAsync(real.Claw, Never)).ShouldBeEmpty();
        (await Should.ThrowAsync<FleetException>(() => config.ReadConfigAsync(real.Claw, "no.such", Never)))
            .Reason.ShouldBe(FailureReason.NotFound);
    }

    [Needs("npm", "sshd", "ssh")]
    public async Task Jobs_channels_devices_use_and_findings_are_read_and_jobs_come_and_go()
    {
        var real = await fixture.StartAsync();
        var cron = real.Get<IGatewayCron>();
        var order = new GatewayCronOrder("Morning digest", "30 9 * * *", "Europe/Berlin", "Say what is new.", true);
        var id = await cron.AddCronAsync(real.Claw, order, Never);
        var job = (await cron.ListCronAsync(real.Claw, Never)).Single(one => one.Id == id);
        (job.Name, job.Enabled, job.Schedule).ShouldBe(("Morning digest", true, "30 9 * * * (Europe/Berlin)"));
        job.NextRun.ShouldNotBeNull();
        await cron.RemoveCronAsync(real.Claw, id, Never);
        await cron.RemoveCronAsync(real.Claw, id, Never);
        (await cron.ListCronAsync(real.Claw, Never)).ShouldNotContain(one => one.Id == id);
        (await Should.ThrowAsync<FleetException>(
            () => cron.AddCronAsync(real.Claw, order with { Expression = "no" }, Never)))
            .Reason.ShouldBe(FailureReason.GatewayRefused);

        var care = real.Get<IGatewayCare>();
        (await care.ListChannelsAsync(real.Claw, Never)).ShouldHaveSingleItem().Channel.ShouldBe("telegram");
        (await care.ReadUsageAsync(real.Claw, 2, Never)).Days.Count.ShouldBe(2);
        (await care.AuditSecurityAsync(real.Claw, Never)).ShouldNotBeEmpty();
        (await care.ExamineAsync(real.Claw, Never)).ShouldNotBeEmpty();
        (await care.FindUpdateAsync(real.Claw, Never)).Installed.Value.ShouldBe(OpenClawInstall.Version);

        var devices = real.Get<IGatewayDevices>();
        (await devices.ListDevicesAsync(real.Claw, Never)).Pending.ShouldBeEmpty();
        (await Should.ThrowAsync<FleetException>(() => devices.ApproveDeviceAsync(real.Claw, "nosuch", Never)))
            .Reason.ShouldBe(FailureReason.NotFound);
    }

    [Needs("npm", "sshd", "ssh")]
    public async Task After_a_restart_it_is_another_start_and_while_it_is_dead_the_command_line_answers()
    {
        var real = await fixture.StartAsync();
        var calls = real.Get<GatewayCalls>();
        var before = (await calls.FindHelloAsync(real.Claw, Never)).ShouldNotBeNull();
        await real.Get<IGatewayCare>().RestartSafelyAsync(real.Claw, Never);
        (await calls.FindHelloAsync(real.Claw, Never))!.BootId.ShouldNotBe(before.BootId);

        await real.KillAsync();
        (await real.Get<IGateway>().ListPairingsAsync(real.Claw, Never)).ShouldBeEmpty();
        (await Should.ThrowAsync<FleetException>(() => real.Get<IGatewayCron>().ListCronAsync(real.Claw, Never)))
            .Reason.ShouldBe(FailureReason.Unavailable);
        await real.RunAsync();
        calls.Forget(real.Claw);
        (await real.Get<IGatewayCron>().ListCronAsync(real.Claw, Never)).ShouldNotBeEmpty();
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
