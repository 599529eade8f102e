using System.Diagnostics;
using ParentClaw.FleetOps.Telemetry;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class CallerTraceTests : IAsyncLifetime, IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";

    private readonly ApiParent _parent = new() { Settings = ["--Agents:Rules:Any:deploy=Act"] };
    private readonly HeardTelemetry _heard = new(FleetTelemetry.Name);

    public Task InitializeAsync() => _parent.InitializeAsync();

    public Task DisposeAsync() => _parent.DisposeAsync();

    public void Dispose() => _heard.Dispose();

    [Theory]
    [InlineData("01")]
    [InlineData("00")]
    public async Task A_command_and_its_operation_belong_to_the_trace_of_their_caller(string flags)
    {
        var claw = $"traced-{flags}";
        var command = await OrderAsync(claw, "traceparent", $"00-{Trace}-{Span}-{flags}", "tracestate", "a=b");

        ($"{command.TraceId}", $"{command.ParentSpanId}").ShouldBe((Trace, Span));
        (command.HasRemoteParent, command.Recorded, command.TraceStateString).ShouldBe((true, true, null));
        while (!_heard.Spans.Any(span => Is(span, "operation DeployClaw", claw)))
            await Task.Yield();
        var operation = _heard.Spans.Single(span => Is(span, "operation DeployClaw", claw));
        (operation.TraceId, operation.ParentSpanId).ShouldBe((command.TraceId, command.SpanId));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("zeros", $"00-00000000000000000000000000000000-{Span}-01")]
    [InlineData("nobody", $"00-{Trace}-0000000000000000-01")]
    [InlineData("capitals", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("version", $"ff-{Trace}-{Span}-01")]
    [InlineData("more", $"00-{Trace}-{Span}-01-more")]
    [InlineData("empty", "")]
    [InlineData("twice", $"00-{Trace}-{Span}-01", $"00-{Trace}-{Span}-01")]
    [InlineData("text", "'; DROP TABLE spans; --")]
    public async Task What_is_no_place_in_a_trace_is_not_taken_for_one(string claw, params string[] given)
    {
        var command = await OrderAsync(claw, [.. given.SelectMany(one => new[] { "traceparent", one })]);

        $"{command.TraceId}".ShouldNotBe(Trace);
        command.ParentId.ShouldBeNull();
    }

    private async Task<Activity> OrderAsync(string claw, params string[] headers)
    {
        await _parent.PostAsync(
            "v1/commands/deploy", $$$"""{"arguments": {"claw": "{{{claw}}}"}}""", headers);
        return _heard.Spans.Single(span => Is(span, "command deploy", claw));
    }

    private static bool Is(Activity span, string name, string claw) =>
        span.OperationName == name && claw.Equals(span.GetTagItem("parentclaw.claw"));
}
