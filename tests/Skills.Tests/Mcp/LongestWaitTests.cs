using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>A call that waits for what does not end.</summary>
public sealed class LongestWaitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_not_over_after_an_hour_is_a_timeout_and_goes_on()
    {
        var (socket, time) = (Path.Combine(_folder.Path, "api.sock"), new ManualTime());
        await using var parent = await ScriptedParent.StartAsync(
            socket, context => ScriptedParent.SayAsync(context, new Envelope(true, "park")
            {
                Data = new ReplyView { Status = "ok", Operation = FleetServerTests.Look(0, "open") },
            }));
        await using var served = await ServedClient.StartAsync(socket, time: time);

        var call = served.CallAsync("park", ("claw", "alice"), ("wait", true));
        while (!call.IsCompleted)
        {
            if (time.Waiting > 0)
                time.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        var result = await call;
        (result.IsError, FleetServerTests.ReasonOf(result)).ShouldBe((true, "timeout"));
        result.StructuredContent!.Value.GetProperty("data").GetProperty("operation").GetProperty("status").GetString()
            .ShouldBe("open");
    }
}
