using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway;

/// <summary>What OpenClaw 2026.9.6 was seen to print, stream by stream.</summary>
public sealed class AnswersTests
{
    private static readonly PairingRequest Alice =
        new("7001", "9SMXHWEU", "alice_rig", "Alice", Some.Moment, "default");

    [Fact]
    public void A_pairing_list_is_read_with_what_is_missing_left_out()
    {
        var answer = GatewayAnswer.Read("mia", Says(
            """
            {"channel":"telegram","requests":[
              {"id":"7002","code":"2TB2CKP2","createdAt":"2026-11-20T07:59:00.000Z","meta":{"accountId":"second"}},
              {"id":"7001","code":"9SMXHWEU","createdAt":"2026-11-20T07:55:52.453Z",
            """ + """
            "lastSeenAt":"2026-11-20T07:55:52.453Z",
               "meta":{"username":"alice_rig","firstName":"Alice","accountId":"default"}},
              {"id":"7003"}, {"code":"X"}, null, 5]}
            """));
        PairingAnswers.ReadList(answer).ShouldBe(
        [
            new PairingRequest("7001", "9SMXHWEU", "alice_rig", "Alice", At("07:55:52.453"), "default"),
            new PairingRequest("7002", "2TB2CKP2", null, null, At("07:59:00"), "second"),
        ]);
    }

    [Theory]
    [InlineData(
        """{"requests":[{"requestId":"tDAy","channel":"telegram","accountId":"default","senderId":"7001"}]}""", "tDAy")]
    [InlineData("""{"requests":[{"requestId":"tDAy","channel":"telegram","senderId":"7001"}]}""", "tDAy")]
    [InlineData(
        """{"requests":[{"requestId":"tDAy","channel":"signal","accountId":"default","senderId":"7001"}]}""", null)]
    [InlineData(
        """{"requests":[{"requestId":"tDAy","channel":"telegram","accountId":"second","senderId":"7001"}]}""", null)]
    [InlineData(
        """{"requests":[{"requestId":"tDAy","channel":"telegram","accountId":"default","senderId":"70011"}]}""", null)]
    [InlineData("""{"requests":[]}""", null)]
    [InlineData("""{"requests":{}}""", null)]
    public void A_request_is_found_by_channel_account_and_sender(string list, string? id) =>
        PairingAnswers.FindRequestId(GatewayAnswer.Read("mia", Says(list)), Alice).ShouldBe(id);

    [Theory]
    [InlineData("sent", true)]
    [InlineData("failed", false)]
    public void An_approval_says_whether_he_was_told(string notification, bool isNotified) =>
        PairingAnswers.ReadApproval(GatewayAnswer.Read("mia", Says(
            $$"""
            {"requestId":"tDAy","senderId":"7004","notification":"{{notification}}",
            """ + """
            "commandOwnerBootstrap":"not-requested"}
            """)))
            .ShouldBe(new PairingApproval("7004", isNotified));

    [Fact]
    public void An_approval_by_code_is_read_from_its_lines()
    {
        const string Sent =
            "[telegram] outbound send ok accountId=default chatId=7001 messageId=10 "
            + "operation=sendMessage deliveryKind=text chunkCount=1";
        PairingAnswers.ReadApprovalText(Says(
            $"""
            Approved telegram sender 7001.
            Command owner configured telegram:7001 (commands.ownerAllowFrom was empty).
            {Sent}
            """)).ShouldBe(new PairingApproval("7001", IsNotified: true));
        PairingAnswers.ReadApprovalText(Says(
            "Approved telegram sender 7001.\nFailed to notify requester: "
            + "HttpError: Network request for 'sendMessage' failed!\n"))
            .ShouldBe(new PairingApproval("7001", IsNotified: false));
        PairingAnswers.ReadApprovalText(Says("", exitCode: 1)).ShouldBeNull();
        PairingAnswers.ReadApprovalText(Says("all is well")).ShouldBeNull();
    }

    [Theory]
    [InlineData("closed", "connect ECONNREFUSED 127.0.0.1:28789", FailureReason.Unavailable)]
    [InlineData("closed", "1006 abnormal closure", FailureReason.Unreachable)]
    [InlineData("timeout", null, FailureReason.Timeout)]
    public void A_stopped_gateway_was_never_asked_and_what_a_hung_one_did_is_not_known(
        string kind, string? reason, FailureReason meant)
    {
        var more = reason is null ? "" : $",\"reason\":\"{reason}\"";
        const string Type = "\"type\":\"gateway_transport_error\"";
        var text = $"{{\"ok\":false,\"error\":{{{Type},\"kind\":\"{kind}\",\"message\":\"gone\"{more}}}}}";

        var failure = Should.Throw<FleetException>(() => GatewayAnswer.Read("mia", Says(text, 1)));

        failure.Reason.ShouldBe(meant);
        failure.Reason.LeavesDoubt().ShouldBe(meant != FailureReason.Unavailable);
    }

    [Fact]
    public void A_refusal_counts_whatever_the_exit_code_and_the_stream()
    {
        const string Refusal =
            """{"ok":false,"error":{"type":"cli_error","message":"recipient could not be resolved"}}""";
        foreach (var result in new[] { Says(Refusal), Says(Refusal, 1), Says("", 1, Refusal) })
        {
            var refused = Should.Throw<FleetException>(() => GatewayAnswer.Read("mia", result));
            refused.Reason.ShouldBe(FailureReason.GatewayRefused);
            refused.Message.ShouldBe("mia's gateway refuses: recipient could not be resolved");
        }
    }

    [Fact]
    public void What_is_no_json_is_told_with_the_line_that_says_why()
    {
        const string Error =
            """
            [openclaw] The CLI command failed.
            [openclaw] Reason: No pending pairing request found for code "ZZZZZZZZ".
            [openclaw] Help: openclaw --help
            """;
        Should.Throw<FleetException>(() => GatewayAnswer.Read("mia", Says("", 1, Error))).Message.ShouldBe(
            "mia's openclaw ended with exit code 1: [openclaw] Reason: "
            + "No pending pairing request found for code \"ZZZZZZZZ\".");
        Should.Throw<FleetException>(() => GatewayAnswer.Read("mia", Says("""{"a\ud800":1}"""))).Reason
            .ShouldBe(FailureReason.GatewayRefused);
        Should.Throw<FleetException>(() => GatewayAnswer.Read("mia", Says("""{"ok":true}""", 1))).Reason
            .ShouldBe(FailureReason.GatewayRefused);
    }

    [Fact]
    public void A_log_is_read_line_by_line_and_nothing_is_hidden() =>
        LogAnswer.Read(
            """
            {"type":"meta","file":"/tmp/openclaw/openclaw-2026-11-20.log","cursor":1,"size":2,"localFallback":true}
            {"type":"log","time":"2026-11-20T08:00:01.5Z","level":"error","subsystem":"telegram",
            """ + """
            "message":"409: Conflict","raw":"x"}
            {"type":"log","message":"bare"}
            not json
            """).ShouldBe(
        [
            new GatewayLogLine(At("08:00:01.5"), "error", "telegram", "409: Conflict"),
            new GatewayLogLine(null, "info", null, "bare"),
            new GatewayLogLine(null, "info", null, "not json"),
        ]);

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse($"2026-11-20T{time}Z", System.Globalization.CultureInfo.InvariantCulture);
}
