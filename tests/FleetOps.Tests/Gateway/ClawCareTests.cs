using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Tests.Gateway.Rpc;
using ParentClaw.TestKit;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway;

/// <summary>Answers as OpenClaw 2026.9.6 gave them, shortened.</summary>
public sealed class ClawCareTests : IAsyncLifetime
{
    // What OpenClaw 2026.9.6 says in the seconds after its start.
    private const string OwnWork =
        """
        {"safe":false,"counts":{"rootRequests":4,"totalActive":4},"blockers":[{"kind":"root-request","count":4,"message":
         "4 active gateway request(s): idle-task (2), runtime:maintenance, startup:sidecars.control-ui-assets"}],
         "summary":"restart deferred: 4 active gateway request(s): idle-task (2), runtime:maintenance"}
        """;

    private readonly ManualTime _time = new();
    private GatewayGround _ground = null!;
    private ClawCare _care = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync()
    {
        // The clock is turned while questions are on the way: none shall be late.
        _ground = await GatewayGround.MakeAsync(
            options => options.OpenTimeout = options.CallTimeout = options.IdleTime = TimeSpan.FromDays(1), _time);
        _care = new ClawCare(_ground.Calls, _time);
    }

    public async Task DisposeAsync() => await _ground.DisposeAsync();

    [Fact]
    public async Task A_channel_says_what_is_wrong_with_it()
    {
        _ground.Gateway.Says(
            "channels.status",
            """
            {"channelAccounts":{"telegram":[
              {"accountId":"default","configured":true,"connected":true,"lifecycle":"ready","lastError":null},
              {"accountId":"second","configured":true,"connected":false,"lifecycle":"recovering","lastError":null},
              {"accountId":"third","configured":false}]},
             "statusIssues":[{"channel":"telegram","accountId":"second","kind":"runtime","message":"conflict"}]}
            """);
        (await _care.ListChannelsAsync(_ground.Claw, Never)).ShouldBe(
        [
            new GatewayChannel("telegram", "default", IsConnected: true, "ready", Error: null),
            new GatewayChannel("telegram", "second", IsConnected: false, "recovering", "conflict"),
        ]);
    }

    [Fact]
    public async Task Findings_come_worst_first_and_exit_code_1_is_no_failure()
    {
        _ground.Shell.On("doctor --lint --json", Says(
            """
            {"schemaVersion":1,"ok":false,"findings":[
              {"checkId":"a","severity":"warning","message":"loopback","fixHint":"none"},
              {"checkId":"b","severity":"error","message":"broken"},{"severity":"error"},null]}
            """,
            exitCode: 1));
        (await _care.ExamineAsync(_ground.Claw, Never)).ShouldBe(
        [
            new GatewayFinding("error", "b", "broken", Remedy: null),
            new GatewayFinding("warning", "a", "loopback", "none"),
        ]);
        _ground.Shell.On("doctor --lint --json", Says("", 1, "it broke"));
        (await Should.ThrowAsync<FleetException>(() => _care.ExamineAsync(_ground.Claw, Never)))
            .Message.ShouldContain("it broke");
    }

    [Fact]
    public async Task A_day_without_all_prices_has_no_sum()
    {
        _ground.Gateway.Says(
            "usage.cost",
            """
            {"daily":[{"date":"2026-11-20","totalTokens":13,"totalCost":0.0125,"missingCostEntries":0},
            {"date":"2026-11-19","totalTokens":5,"totalCost":0,"missingCostEntries":2},{"date":"nonsense"}]}
            """);
        (await _care.ReadUsageAsync(_ground.Claw, 2, Never)).Days.ShouldBe(
        [
            new GatewayUsageDay(new DateOnly(2026, 11, 19), 5, Dollars: null),
            new GatewayUsageDay(new DateOnly(2026, 11, 20), 13, 0.0125m),
        ]);
    }

    [Theory]
    [InlineData(
        "OpenClaw 2026.9.5 (ec9c1a1)\n{\"update\":{\"registry\":{\"latestVersion\":\"2026.9.6\"}},"
        + "\"availability\":{\"available\":true,\"latestVersion\":\"2026.9.6\"}}", "2026.9.6")]
    [InlineData("OpenClaw 2026.9.5 (ec9c1a1)\n{\"update\":{\"registry\":{\"latestVersion\":\"2026.9.6\"}}}", "2026.9.6")]
    [InlineData("OpenClaw 2026.9.5 (ec9c1a1)\n{\"ok\":false,\"error\":{}}", null)]
    [InlineData("OpenClaw 2026.9.5 (ec9c1a1)\n", null)]
    public async Task The_version_installed_is_known_even_where_the_registry_is_silent(string printed, string? newest)
    {
        _ground.Shell.On("update status --json", Says(printed, newest is null ? 1 : 0));
        var update = await _care.FindUpdateAsync(_ground.Claw, Never);
        update.Installed.ShouldBe(OpenClawVersion.Parse("2026.9.5"));
        update.Newest?.Value.ShouldBe(newest);
        update.IsBehind.ShouldBe(newest is not null);
    }

    [Fact]
    public async Task A_gateway_at_work_is_not_restarted()
    {
        _ground.Gateway
            .Says("gateway.restart.preflight", """{"safe":false,"summary":"1 turn is running"}""")
            .Says("gateway.restart.request", "{}");
        var refused = await Should.ThrowAsync<FleetException>(() => _care.RestartSafelyAsync(_ground.Claw, Never));
        (refused.Reason, refused.Message.Contains("1 turn is running", StringComparison.Ordinal))
            .ShouldBe((FailureReason.GatewayRefused, true));
        _ground.Gateway.Calls.ShouldHaveSingleItem().ShouldStartWith("gateway.restart.preflight");
    }

    [Fact]
    public async Task What_a_gateway_does_for_itself_is_waited_out()
    {
        _ground.Gateway
            .Says("gateway.restart.preflight", OwnWork)
            .On("gateway.restart.request", call => call.SayAsync("{}"));
        var restart = _care.RestartSafelyAsync(_ground.Claw, Never);
        await AdvanceUntilAsync(() => _ground.Gateway.Calls.Count >= 3);
        _ground.Gateway.Calls.ShouldAllBe(call => call.StartsWith("gateway.restart.preflight"));

        _ground.Gateway.Says("gateway.restart.preflight", """{"safe":true}""");
        await AdvanceUntilAsync(() => _ground.Gateway.Calls.Any(call => call.StartsWith("gateway.restart.request")));
        _ground.Gateway.BootId = "boot-2";
        await AdvanceUntilAsync(() => restart.IsCompleted);
        await restart;
    }

    [Fact]
    public async Task What_a_gateway_does_for_itself_is_not_waited_for_without_end()
    {
        _ground.Gateway.Says("gateway.restart.preflight", OwnWork);
        var restart = _care.RestartSafelyAsync(_ground.Claw, Never);
        await AdvanceUntilAsync(() => restart.IsCompleted);
        (await Should.ThrowAsync<FleetException>(restart)).Message.ShouldContain("idle-task");
        _ground.Gateway.Calls.ShouldAllBe(call => call.StartsWith("gateway.restart.preflight"));
    }

    [Theory]
    [InlineData("""{"kind":"root-request","count":2,"message":"2 active gateway request(s): idle-task, ws:send"}""")]
    [InlineData("""{"kind":"root-request","count":1,"message":"1 active gateway request(s)"}""")]
    [InlineData("""{"kind":"cron-run","count":1,"message":"1 active cron run(s): idle-task"}""")]
    [InlineData("7")]
    public async Task What_it_does_for_others_is_said_at_once(string blocker)
    {
        _ground.Gateway.Says(
            "gateway.restart.preflight", $$"""{"safe":false,"summary":"s","blockers":[{{blocker}}]}""");
        await Should.ThrowAsync<FleetException>(() => _care.RestartSafelyAsync(_ground.Claw, Never));
        _ground.Gateway.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_restart_is_over_once_another_start_says_hello()
    {
        _ground.Gateway
            .Says("gateway.restart.preflight", """{"safe":true}""")
            .On("gateway.restart.request", call => call.SayAsync("{}"));
        var restart = _care.RestartSafelyAsync(_ground.Claw, Never);
        await AdvanceUntilAsync(() => _ground.Gateway.Connections >= 3);
        restart.IsCompleted.ShouldBeFalse();

        _ground.Gateway.BootId = "boot-2";
        await AdvanceUntilAsync(() => restart.IsCompleted);
        await restart;
    }

    private async Task AdvanceUntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
