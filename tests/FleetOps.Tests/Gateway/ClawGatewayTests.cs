using System.Text.Json;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Tests.Gateway.Rpc;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway;

public sealed class ClawGatewayTests : IAsyncLifetime
{
    private const string ByRpc =
        """
        {"requests":[
          {"requestId":"r2","channel":"telegram","accountId":"default","senderId":"7002",
           "createdAt":"2026-11-20T07:59:00.000Z"},
          {"requestId":"r1","channel":"telegram","accountId":"default","senderId":"7001",
           "metadata":{"username":"alice","firstName":"Alice"},"createdAt":"2026-11-20T07:55:52.453Z"},
          {"requestId":"r9","channel":"signal","accountId":"default","senderId":"7001"}, null, 5]}
        """;

    private const string ByCommandLine =
        """
        {"channel":"telegram","requests":[
          {"id":"7001","code":"9SMXHWEU","createdAt":"2026-11-20T07:55:52.453Z",
           "meta":{"username":"alice","firstName":"Alice","accountId":"default"}},
          {"id":"7002","code":"2TB2CKP2","createdAt":"2026-11-20T07:59:00.000Z","meta":{"accountId":"default"}}]}
        """;

    private GatewayGround _ground = null!;
    private ClawGateway _gateway = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _ground = await GatewayGround.MakeAsync();
        _gateway = new ClawGateway(_ground.Calls, _ground.Cli);
    }

    public async Task DisposeAsync() => await _ground.DisposeAsync();

    [Fact]
    public async Task The_command_line_is_asked_once_for_the_codes_and_never_where_nobody_is_new()
    {
        _ground.Gateway.Says("channels.pairing.list", ByRpc);
        _ground.Shell.On("pairing list telegram", Says(ByCommandLine));

        for (var i = 0; i < 3; i++)
        {
            (await _gateway.ListPairingsAsync(_ground.Claw, Never)).Select(one => (one.Sender, one.Code, one.UserName))
                .ShouldBe([("7001", "9SMXHWEU", "alice"), ("7002", "2TB2CKP2", null)]);
        }

        _ground.Shell.Lines.Count.ShouldBe(1);
        _ground.Gateway.Says("channels.pairing.list", """{"requests":[]}""");
        (await _gateway.ListPairingsAsync(_ground.Claw, Never)).ShouldBeEmpty();
        _ground.Shell.Lines.Count.ShouldBe(1);

        // Whoever comes again has another code.
        _ground.Gateway.Says("channels.pairing.list", ByRpc);
        await _gateway.ListPairingsAsync(_ground.Claw, Never);
        _ground.Shell.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_is_let_in_and_turned_away_by_the_gateways_own_id()
    {
        _ground.Gateway
            .Says("channels.pairing.list", ByRpc)
            .Says("channels.pairing.approve", """{"requestId":"r1","senderId":"7001","notification":"sent"}""")
            .Says("channels.pairing.dismiss", """{"requestId":"r2","senderId":"7002"}""");

        (await _gateway.ApprovePairingAsync(_ground.Claw, Request("7001"), Never))
            .ShouldBe(new PairingApproval("7001", IsNotified: true));
        await _gateway.DenyPairingAsync(_ground.Claw, Request("7002"), Never);

        _ground.Gateway.Calls.ShouldContain(
            """channels.pairing.approve {"channel":"telegram","accountId":"default","requestId":"r1","notify":true}""");
        _ground.Gateway.Calls.ShouldContain(
            """channels.pairing.dismiss {"channel":"telegram","accountId":"default","requestId":"r2"}""");
        (await FailAsync(() => _gateway.ApprovePairingAsync(_ground.Claw, Request("7003"), Never)))
            .ShouldBe(FailureReason.NotFound);
        _ground.Shell.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gateway_without_RPC_is_asked_by_command_line_and_tried_once()
    {
        _ground.Gateway.Status = 404;
        _ground.Shell.On("pairing list telegram", Says(ByCommandLine));
        for (var i = 0; i < 3; i++)
            (await _gateway.ListPairingsAsync(_ground.Claw, Never)).Count.ShouldBe(2);

        _ground.Forwards.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_goes_out_as_it_is_and_once()
    {
        _ground.Gateway.Says("send", """{"runId":"k","messageId":"11","channel":"telegram"}""");
        (await _gateway.SendMessageAsync(_ground.Claw, 7001, "$(id) '\"\n🦞 ", Never)).ShouldBe("11");

        var sent = JsonDocument.Parse(_ground.Gateway.Calls.ShouldHaveSingleItem()["send ".Length..]).RootElement;
        sent.GetProperty("message").GetString().ShouldBe("$(id) '\"\n🦞 ");
        sent.GetProperty("to").GetString().ShouldBe("7001");
        sent.GetProperty("idempotencyKey").GetString()!.Length.ShouldBeGreaterThan(16);
    }

    [Fact]
    public async Task A_message_of_which_nobody_knows_whether_it_went_is_not_sent_again()
    {
        _ground.Gateway.On("send", _ => { _ground.Gateway.Break(); return Task.CompletedTask; });
        (await FailAsync(() => _gateway.SendMessageAsync(_ground.Claw, 7001, "hi", Never)))
            .ShouldBe(FailureReason.Unreachable);

        _ground.Gateway.Refuses(
            "send", """{"code":"UNAVAILABLE","message":"x","details":{"code":"OUTBOUND_DELIVERY_QUEUED"}}""");
        (await FailAsync(() => _gateway.SendMessageAsync(_ground.Claw, 7001, "hi", Never))).LeavesDoubt().ShouldBeTrue();

        _ground.Gateway.Says("send", """{"runId":"k"}""");
        (await FailAsync(() => _gateway.SendMessageAsync(_ground.Claw, 7001, "hi", Never))).LeavesDoubt().ShouldBeTrue();
        _ground.Shell.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_surely_did_not_go_goes_by_command_line()
    {
        _ground.Gateway.Status = 503;
        _ground.Shell.On(
            "openclaw 7001", Says("""{"payload":{"ok":true,"messageId":"12"},"messageId":"12"}"""));
        (await _gateway.SendMessageAsync(_ground.Claw, 7001, "hi", Never)).ShouldBe("12");
    }

    [Fact]
    public async Task A_turn_is_awaited_to_its_end()
    {
        _ground.Gateway.On("agent", async call =>
        {
            await call.SayAsync("""{"status":"accepted","runId":"r"}""");
            await call.SayAsync(
                """{"status":"ok","result":{"payloads":[{"text":"one"},{"text":null},{"text":"two"}]}}""");
        });
        (await _gateway.AskAgentAsync(_ground.Claw, "what is up", Never)).ShouldBe("one\n\ntwo");
    }

    [Fact]
    public async Task The_log_is_read_as_it_stands_in_its_file()
    {
        _ground.Gateway.Says(
            "logs.tail",
            """
            {"lines":["{\"message\":\"polling\",\"time\":\"2026-11-20T16:28:42.036+00:00\",\"_meta\":{\"logLevelName\":\"WARN\",
            """.TrimEnd() + """
            \"name\":\"{\\\"subsystem\\\":\\\"channels/telegram\\\"}\"}}","no JSON",5]}
            """);
        var lines = await _gateway.ReadLogAsync(_ground.Claw, 2, Never);
        lines.ShouldBe(
        [
            new GatewayLogLine(
                new DateTimeOffset(2026, 11, 20, 16, 28, 42, 36, TimeSpan.Zero), "warn", "channels/telegram", "polling"),
            new GatewayLogLine(At: null, "info", Subsystem: null, "no JSON"),
        ]);
    }

    private static PairingRequest Request(string sender) =>
        new(sender, "9SMXHWEU", UserName: null, FirstName: null, DateTimeOffset.UnixEpoch, "default");

    private static async Task<FailureReason> FailAsync(Func<Task> act) =>
        (await Should.ThrowAsync<FleetException>(act)).Reason;
}
