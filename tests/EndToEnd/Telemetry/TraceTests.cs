using System.Diagnostics;
using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Telemetry;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Telemetry;

/// <summary>A deploy on paper, and what is told of it.</summary>
public sealed class TraceTests
{
    private static readonly string[] OnPaper = ["--Sandbox:Machines=None", "--Sandbox:Speed=0"];

    [Fact]
    public async Task A_command_its_operation_the_steps_and_the_calls_of_each_are_one_trace()
    {
        using var heard = new HeardTelemetry(FleetTelemetry.Name);
        await using (var parent = await LiveParent.StartAsync(home: null, OnPaper))
            await parent.DoAsync("/deploy tracy owner=4711");

        var command = Of(heard, "command deploy");
        var operation = Of(heard, "operation DeployClaw");
        operation.ParentSpanId.ShouldBe(command.SpanId);
        var trace = heard.Spans.Where(span => span.TraceId == command.TraceId).ToList();
        var steps = trace.Where(span => span.OperationName.StartsWith("step ", StringComparison.Ordinal)).ToList();
        steps.Count.ShouldBeGreaterThan(5);
        steps.ShouldAllBe(step => step.ParentSpanId == operation.SpanId);
        var put = trace.Single(span => span.OperationName == "PUT Microsoft.Compute/virtualMachines");
        Above(put, trace).ShouldContain("step CreateMachine");
        put.GetTagItem("http.response.status_code").ShouldBeOfType<int>().ShouldBeInRange(200, 201);
        put.GetTagItem("azure.service.request.id").ShouldNotBeNull();
        Above(trace.First(span => span.OperationName == "ssh verify.sh"), trace).ShouldContain("step VerifyClaw");
        operation.GetTagItem("parentclaw.outcome").ShouldBe("Succeeded");
        command.GetTagItem("parentclaw.outcome").ShouldBe("ok");
        command.GetTagItem("parentclaw.face").ShouldBe("test");
        trace.ShouldAllBe(span => span.Status != ActivityStatusCode.Error);
        trace.SelectMany(span => span.TagObjects).ShouldNotContain(tag => $"{tag.Value}".Contains("4711"));
    }

    [Fact]
    public async Task Metrics_count_commands_operations_steps_and_calls_and_name_no_claw()
    {
        using var heard = new HeardTelemetry(FleetTelemetry.Name);
        await using (var parent = await LiveParent.StartAsync(home: null, OnPaper))
        {
            await parent.DoAsync("/deploy metra");
            await parent.SayAsync("/park nobody");
            await parent.Get<ParentClaw.FleetOps.Health.FleetSweep>().RunAsync(CancellationToken.None);
        }

        var measured = heard.Measured;
        Tags("parentclaw.command.duration").ShouldContain(tags =>
            tags.Contains("parentclaw.command=deploy") && tags.Contains("parentclaw.outcome=ok"));
        Tags("parentclaw.command.duration").ShouldContain(tags =>
            tags.Contains("parentclaw.command=park") && tags.Contains("parentclaw.outcome=refused"));
        Tags("parentclaw.operation.duration")
            .ShouldContain("parentclaw.operation=DeployClaw parentclaw.outcome=Succeeded");
        Tags("parentclaw.step.duration").ShouldContain(
            "parentclaw.operation=DeployClaw parentclaw.outcome=ok parentclaw.step=CreateMachine");
        Tags("parentclaw.azure.call.duration").ShouldContain(tags => tags.Contains("http.request.method=PUT"));
        Tags("parentclaw.ssh.command.duration")
            .ShouldContain("parentclaw.ssh.command=probe.sh process.exit.code=0");
        Tags("parentclaw.sweep.duration").ShouldContain("parentclaw.outcome=ok");
        measured.ShouldContain(one => one.Instrument == "parentclaw.claws"
            && one.Value == 1 && one.Tags == "parentclaw.verdict=Healthy");
        measured.ShouldAllBe(one => !one.Tags.Contains("metra"));

        IEnumerable<string> Tags(string instrument) =>
            measured.Where(one => one.Instrument == instrument).Select(one => one.Tags);
    }

    private static Activity Of(HeardTelemetry heard, string name) => heard.Spans.Single(
        span => span.OperationName == name && "tracy".Equals(span.GetTagItem("parentclaw.claw")));

    private static IEnumerable<string> Above(Activity span, IReadOnlyList<Activity> trace)
    {
        for (var above = span; above is not null; above = trace.FirstOrDefault(one => one.SpanId == above.ParentSpanId))
            yield return above.OperationName;
    }
}
