using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Tests.Gateway.Rpc;

public sealed class GatewayFrameTests
{
    [Fact]
    public void An_event_an_answer_and_what_later_versions_send_are_told_apart()
    {
        Read("""{"type":"event","event":"tick","payload":{"ts":1},"seq":4}""")
            .ShouldBeOfType<GatewayFrame.Event>().Name.ShouldBe("tick");
        var answer = Read("""{"type":"res","id":"7","ok":true,"payload":{"a":1}}""").ShouldBeOfType<GatewayFrame.Answer>();
        (answer.Id, answer.Payload.GetRawText()).ShouldBe(("7", """{"a":1}"""));
        Read("""{"type":"stream","id":"7"}""").ShouldBeOfType<GatewayFrame.Other>();
    }

    [Theory]
    [InlineData("""{"code":"INVALID_REQUEST","message":"unknown requestId"}""", nameof(RpcFault.Refused))]
    [InlineData("""{"code":"NOT_PAIRED","message":"no"}""", nameof(RpcFault.Refused))]
    [InlineData("""{"code":"UNAVAILABLE","message":"busy","retryable":true}""", nameof(RpcFault.Busy))]
    [InlineData(
        """{"code":"UNAVAILABLE","message":"queued","details":{"code":"OUTBOUND_DELIVERY_QUEUED"}}""",
        nameof(RpcFault.Failed))]
    [InlineData("""{"code":"SOMETHING_NEW"}""", nameof(RpcFault.Failed))]
    [InlineData("{}", nameof(RpcFault.Failed))]
    [InlineData("null", nameof(RpcFault.Failed))]
    public void A_refusal_counts_as_certain_only_where_nothing_can_have_happened(string error, string fault) =>
        Read($$"""{"type":"res","id":"7","ok":false,"error":{{error}}}""")
            .ShouldBeOfType<GatewayFrame.Refusal>().Fault.ToString().ShouldBe(fault);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"event"}""")]
    [InlineData("""{"type":"event","event":null}""")]
    [InlineData("""{"type":"res","ok":true}""")]
    [InlineData("""{"type":"res","id":1,"ok":true}""")]
    [InlineData("""{"type":"res","id":"1"}""")]
    [InlineData("""{"type":"res","id":"1","ok":"yes"}""")]
    [InlineData("""{"type":"res","type":"event","id":"1","ok":true}""")]
    [InlineData("""{"type":"res","id":"1","ok":true}{"type":"res"}""")]
    [InlineData("""{"\ud83e":1}""")]
    public void What_is_no_frame_is_malformed_and_nothing_else(string text) =>
        Should.Throw<RpcException>(() => Read(text)).Fault.ShouldBe(RpcFault.Malformed);

    [Fact]
    public void A_frame_that_nests_without_end_is_malformed() =>
        Should.Throw<RpcException>(() => Read(new string('[', 100_000))).Fault.ShouldBe(RpcFault.Malformed);

    [Fact]
    public void A_question_is_written_with_its_parameters_as_they_are()
    {
        var request = new RpcRequest("send", new JsonObject { ["message"] = "'\"\\ \n🦞" });
        var frame = JsonNode.Parse(GatewayFrame.Write("3", request))!;
        frame["type"]!.ToString().ShouldBe("req");
        frame["id"]!.ToString().ShouldBe("3");
        frame["method"]!.ToString().ShouldBe("send");
        frame["params"]!["message"]!.ToString().ShouldBe("'\"\\ \n🦞");
        JsonNode.Parse(GatewayFrame.Write("4", new RpcRequest("health")))!["params"]!.ToJsonString().ShouldBe("{}");
    }

    private static GatewayFrame Read(string text) =>
        GatewayFrame.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)));
}
