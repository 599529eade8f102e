using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>A call that began several operations and waits for all of them.</summary>
public sealed class SeveralOperationsTests : IDisposable
{
    private static readonly OperationView Alice = FleetServerTests.Look(0, "open");
    private static readonly OperationView Bob = Alice with { Id = "op-bbbbbbbb", Claw = "bob" };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_step_is_told_with_its_claw_and_one_that_failed_is_named()
    {
        var socket = Path.Combine(_folder.Path, "api.sock");
        var told = new ProgressLog();
        await using var parent = await ScriptedParent.StartAsync(socket, context => context.Request.Path.Value switch
        {
            "/v1/operations/op-k3f9x2ma" => ScriptedParent.StreamAsync(context, FleetServerTests.Look(2, "succeeded")),
            "/v1/operations/op-bbbbbbbb" => ScriptedParent.StreamAsync(
                context, Bob, Bob with { Status = "failed", Conclusion = "No quota." }),
            _ => ScriptedParent.SayAsync(context, new Envelope(true, "apply")
            {
                Data = new ReplyView { Status = "ok", Operations = [Alice, Bob] },
            }),
        });
        await using var served = await ServedClient.StartAsync(socket);

        var result = await served.CallAsync(told, "apply", ("manifest", "claws: {}"), ("wait", true));

        (result.IsError, FleetServerTests.ReasonOf(result)).ShouldBe((true, "failed"));
        FleetServerTests.TextOf(result).ShouldStartWith("1 of 2 operations failed: bob.\nNo quota.");
        (await told.NextAsync()).ShouldBe("0/2 alice: Draining");
        result.StructuredContent!.Value.GetProperty("data").GetProperty("operations").EnumerateArray()
            .Select(one => one.GetProperty("status").GetString()).ShouldBe(["succeeded", "failed"]);
    }
}
