using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Api;

/// <summary>An order is given, the parent is killed, and the order is given again to the next one.</summary>
public sealed class RepeatedOrderTests : IDisposable
{
    private static readonly string[] Acting =
        ["--Sandbox:Machines=None", "--Sandbox:Speed=0", "--Agents:Rules:Any:deploy=Act"];

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("act")]
    [InlineData("ask")]
    public async Task An_order_that_is_repeated_under_its_key_acts_once(string rule)
    {
        string[] settings = rule == "act" ? Acting : Acting[..2];
        Envelope first;
        using (var parent = new RunningParentBot(_home.Data, settings))
        {
            first = await OrderAsync(parent);
            await parent.KillAsync();
        }

        using var next = new RunningParentBot(_home.Data, settings);
        var second = await OrderAsync(next);

        Id(second).ShouldBe(Id(first).ShouldNotBeNull());
        using var client = Client();
        var listed = await client.OrderAsync("op", new CommandOrder(), null, CancellationToken.None);
        var operations = listed.Data!.Result?["operations"]?.AsArray().Count ?? 0;
        operations.ShouldBe(rule == "act" ? 1 : 0);
        (await next.EndAsync()).Exit.ShouldBe(0);
        (await client.OrderAsync("op", new CommandOrder(), null, CancellationToken.None))
            .Error!.Reason.ShouldBe(ErrorReason.NoParent);
    }

    private static string? Id(Envelope envelope) => envelope.Data?.Operation?.Id ?? envelope.Data?.Proposal?.Id;

    private ParentClient Client() => new(ApiSocket.Of(_home.Data, Environment.GetEnvironmentVariable), "script");

    private async Task<Envelope> OrderAsync(RunningParentBot parent)
    {
        await parent.Output.ReadLineAsync(); // it greets once it is up
        using var client = Client();
        var order = new CommandOrder { Words = "alice" };
        return await client.OrderAsync("deploy", order, "deploy-alice-1", CancellationToken.None);
    }
}
