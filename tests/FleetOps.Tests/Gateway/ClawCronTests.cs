using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Tests.Gateway.Rpc;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway;

/// <summary>Jobs and devices; answers as OpenClaw 2026.9.6 gave them, shortened.</summary>
public sealed class ClawCronTests : IAsyncLifetime
{
    private const string Jobs =
        """
        {"jobs":[
          {"id":"j1","name":"heartbeat-main","displayName":"Heartbeat (main)","enabled":true,
           "schedule":{"kind":"every","everyMs":1800000},"state":{"nextRunAtMs":1795193698220}},
          {"id":"j2","name":"Digest","enabled":false,
           "schedule":{"kind":"cron","expr":"30 9 * * *","tz":"Europe/Berlin"},"state":{"lastRunStatus":"ok"}},
          {"name":"no id"},5]}
        """;

    private GatewayGround _ground = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync() => _ground = await GatewayGround.MakeAsync();

    public async Task DisposeAsync() => await _ground.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(404)]
    public async Task Jobs_are_the_same_by_RPC_and_by_command_line(int? status)
    {
        _ground.Gateway.Status = status;
        _ground.Gateway.Says("cron.list", Jobs);
        _ground.Shell.On("gateway call cron.list", Says(Jobs));
        (await new ClawCron(_ground.Calls).ListCronAsync(_ground.Claw, Never)).ShouldBe(
        [
            new GatewayCronJob(
                "j1", "Heartbeat (main)", Enabled: true, "every 30 min",
                DateTimeOffset.FromUnixTimeMilliseconds(1795193698220), LastStatus: null),
            new GatewayCronJob("j2", "Digest", Enabled: false, "30 9 * * * (Europe/Berlin)", NextRun: null, "ok"),
        ]);
    }

    [Fact]
    public async Task A_job_tells_the_owner_or_nobody_and_a_claw_without_owner_is_refused()
    {
        _ground.Gateway.Says("cron.add", """{"id":"j3"}""");
        var cron = new ClawCron(_ground.Calls);
        var order = new GatewayCronOrder("Digest", "30 9 * * *", "Europe/Berlin", "Say what is new.", TellsOwner: true);
        (await cron.AddCronAsync(_ground.Claw, order, Never)).ShouldBe("j3");
        _ground.Gateway.Calls[0].ShouldContain("""{"mode":"announce","channel":"telegram","to":"555"}""");
        await cron.AddCronAsync(_ground.Claw, order with { TellsOwner = false }, Never);
        _ground.Gateway.Calls[1].ShouldContain("""{"mode":"none"}""");
        (await Should.ThrowAsync<FleetException>(
            () => cron.AddCronAsync(_ground.Claw with { Owner = null }, order, Never)))
            .Reason.ShouldBe(FailureReason.GatewayRefused);
    }

    [Fact]
    public async Task Removing_a_job_that_is_gone_changes_nothing()
    {
        _ground.Gateway.Says("cron.list", Jobs).Says("cron.remove", "{}");
        var cron = new ClawCron(_ground.Calls);
        await cron.RemoveCronAsync(_ground.Claw, "gone", Never);
        _ground.Gateway.Calls.ShouldHaveSingleItem();
        await cron.RemoveCronAsync(_ground.Claw, "j2", Never);
        _ground.Gateway.Calls[^1].ShouldBe("""cron.remove {"id":"j2"}""");
    }

    [Fact]
    public async Task A_device_is_let_in_by_its_exact_request_only()
    {
        _ground.Gateway
            .Says(
                "device.pair.list",
                """
                {"pending":[{"requestId":"q1","deviceId":"d1","displayName":"Phone","platform":"ios","role":"operator",
                "scopes":["operator.read",5],"remoteIp":"10.0.0.1","ts":1795192119085},{}],
                "paired":[{"deviceId":"d2","approvedAtMs":-1}]}
                """)
            .Says("device.pair.approve", "{}");
        var devices = new ClawDevices(_ground.Calls);
        var seen = await devices.ListDevicesAsync(_ground.Claw, Never);
        var phone = seen.Pending.ShouldHaveSingleItem();
        (phone.Id, phone.Name, phone.Platform, phone.Role, phone.Address)
            .ShouldBe(("q1", "Phone", "ios", "operator", "10.0.0.1"));
        phone.Scopes.ShouldBe(["operator.read"]);
        phone.At.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1795192119085));
        seen.Paired.ShouldHaveSingleItem().At.ShouldBeNull();

        await devices.ApproveDeviceAsync(_ground.Claw, "q1", Never);
        (await Should.ThrowAsync<FleetException>(() => devices.ApproveDeviceAsync(_ground.Claw, "d1", Never)))
            .Reason.ShouldBe(FailureReason.NotFound);
        _ground.Gateway.Calls.Count(call => call.StartsWith("device.pair.approve", StringComparison.Ordinal)).ShouldBe(1);
    }
}
