using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class StepsTwiceTests(PaperWorld world) : PaperTests(world)
{
    [Theory]
    [InlineData("/deploy {0}", null)]
    [InlineData("/restart {0}", null, "/deploy {0}")]
    [InlineData("/restart {0} machine", null, "/deploy {0}")]
    [InlineData("/secret set {0} xai_api_key", "a-key", "/deploy {0}")]
    [InlineData("/park {0}", null, "/deploy {0}")]
    [InlineData("/wake {0}", null, "/deploy {0}", "/park {0}")]
    [InlineData("/upgrade {0}", null, "/deploy {0}")]
    [InlineData("/update {0}", null, "/deploy {0}")]
    [InlineData("/rollback {0}", "yes", "/deploy {0}", "/upgrade {0}")]
    [InlineData("/destroy {0}", "{0}", "/deploy {0}")]
    public async Task Each_step_run_twice_equals_once(string line, string? answer, params string[] before)
    {
        foreach (var order in before)
            (await Life.RunAsync(Fill(order))).Status.ShouldBe(OperationStatus.Succeeded);
        var reply = await Life.SayAsync(Fill(line), answer is null ? null : Fill(answer));
        var operation = (await World.Store.FindOperationAsync(reply.Operation!, default))!;
        var steps = Life.GetRequiredService<OperationRegistry>().Find(operation.Kind).Steps;
        var claw = await ClawAsync();

        steps.ShouldNotBeEmpty();
        foreach (var step in steps)
        {
            var once = await RunAsync(step, claw, operation);
            var cloud = await World.InventoryAsync(Name.Value);
            var twice = await RunAsync(step, once, operation);

            Text(twice).ShouldBe(Text(once), step.Name);
            (await World.InventoryAsync(Name.Value)).ShouldBe(cloud, step.Name);
            claw = once;
        }
    }

    private async Task<Claw> RunAsync(IStep step, Claw claw, OperationRecord operation)
    {
        var context = new StepContext(operation, _ => { });
        var result = await step.RunAsync(claw, context, CancellationToken.None);
        await World.Store.CommitAsync(
            new FleetChange { RestorePoints = [.. context.RestorePoints] }, CancellationToken.None);
        return result;
    }

    private string Fill(string line) => string.Format(line, Name);

    private static string Text(Claw claw) => StoreJson.Default.Claw.ToBody(claw);
}
