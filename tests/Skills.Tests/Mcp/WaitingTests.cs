using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>A call that waits until all is over.</summary>
public sealed class WaitingTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30); // only a wait that does not end uses it up
    private readonly TempFolder _folder = new();

    private string Socket => Path.Combine(_folder.Path, "api.sock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_step_is_told_as_it_begins_and_the_end_is_the_result()
    {
        var told = new ProgressLog();
        await using var parent = await ScriptedParent.StartAsync(Socket, async context =>
        {
            if (context.Request.Path.Value != "/v1/operations/op-k3f9x2ma")
            {
                await ScriptedParent.SayAsync(context, Began());
                return;
            }

            await ScriptedParent.StreamAsync(context, FleetServerTests.Look(0, "open"));
            (await told.NextAsync()).ShouldBe("0/2 Draining");
            await ScriptedParent.StreamAsync(
                context, FleetServerTests.Look(0, "open"), FleetServerTests.Look(1, "open"));
            (await told.NextAsync()).ShouldBe("1/2 Deallocating");
            await ScriptedParent.StreamAsync(context, FleetServerTests.Look(2, "succeeded"));
        });
        await using var served = await ServedClient.StartAsync(Socket);

        var result = await served.CallAsync(told, "park", ("claw", "alice"), ("wait", true));

        result.IsError.ShouldBe(false);
        FleetServerTests.TextOf(result).ShouldBe("alice is parked.");
    }

    [Fact]
    public async Task An_operation_that_failed_is_an_error()
    {
        await using var parent = await ScriptedParent.StartAsync(Socket, context => context.Request.Path.Value switch
        {
            "/v1/commands/park" => ScriptedParent.SayAsync(context, Began()),
            "/v1/operations/op-k3f9x2ma" => ScriptedParent.StreamAsync(
                context, FleetServerTests.Look(1, "failed") with { Conclusion = "Azure said no." }),
            _ => Nothing(context),
        });
        await using var served = await ServedClient.StartAsync(Socket);

        var result = await served.CallAsync("park", ("claw", "alice"), ("wait", true));

        result.IsError.ShouldBe(true);
        FleetServerTests.ReasonOf(result).ShouldBe("failed");
        FleetServerTests.TextOf(result).ShouldStartWith("Azure said no.");
    }

    [Fact]
    public async Task An_Admins_decision_is_waited_for_and_what_comes_of_it_too()
    {
        var told = new ProgressLog();
        var looks = 0;
        await using var parent = await ScriptedParent.StartAsync(Socket, async context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/v1/proposals/pr-k3f9x2ma" when ++looks == 1:
                    (await told.NextAsync()).ShouldBe("0/ pr-k3f9x2ma waits for an Admin.");
                    await ScriptedParent.SayAsync(context, Looked(Proposal("waiting")));
                    break;
                case "/v1/proposals/pr-k3f9x2ma":
                    await ScriptedParent.SayAsync(
                        context, Looked(Proposal("done") with { DecidedBy = "mary", Operation = "op-k3f9x2ma" }));
                    break;
                case "/v1/operations/op-k3f9x2ma":
                    await ScriptedParent.StreamAsync(context, FleetServerTests.Look(0, "open"));
                    (await told.NextAsync()).ShouldBe("1/3 Draining");
                    await ScriptedParent.StreamAsync(context, FleetServerTests.Look(2, "succeeded"));
                    break;
                default:
                    await ScriptedParent.SayAsync(context, Held());
                    break;
            }
        });
        await using var served = await ServedClient.StartAsync(Socket);

        var result = await served.CallAsync(told, "park", ("claw", "alice"), ("wait", true));

        result.IsError.ShouldBe(false);
        FleetServerTests.TextOf(result).ShouldBe("alice is parked.");
        result.StructuredContent!.Value.GetProperty("data").GetProperty("proposal").GetProperty("decidedBy").GetString()
            .ShouldBe("mary");
    }

    [Fact]
    public async Task A_refusal_by_an_Admin_is_an_error()
    {
        await using var parent = await ScriptedParent.StartAsync(Socket, context => context.Request.Path.Value switch
        {
            "/v1/commands/park" => ScriptedParent.SayAsync(context, Held()),
            "/v1/proposals/pr-k3f9x2ma" => ScriptedParent.SayAsync(
                context, Looked(Proposal("refused") with { DecidedBy = "mary", Outcome = "Not before Monday." })),
            _ => Nothing(context),
        });
        await using var served = await ServedClient.StartAsync(Socket);

        var result = await served.CallAsync("park", ("claw", "alice"), ("wait", true));

        (result.IsError, FleetServerTests.ReasonOf(result)).ShouldBe((true, "refused"));
        FleetServerTests.TextOf(result).ShouldStartWith("'mary' refused /park alice: Not before Monday.");
    }

    [Fact]
    public async Task A_parent_that_restarts_meanwhile_is_waited_for()
    {
        var broken = 0;
        await using var parent = await ScriptedParent.StartAsync(Socket, async context =>
        {
            if (context.Request.Path.Value == "/v1/commands/park")
                await ScriptedParent.SayAsync(context, Began());
            else if (++broken <= 4)
                context.Abort();
            else
                await ScriptedParent.StreamAsync(context, FleetServerTests.Look(2, "succeeded"));
        });
        await using var served = await ServedClient.StartAsync(Socket);
        await served.Client.ListToolsAsync();

        var result = await served.CallAsync("park", ("claw", "alice"), ("wait", true));

        result.IsError.ShouldBe(false);
        parent.Received.Count(request => request.Line == "POST /v1/commands/park").ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_stops_the_wait_and_orders_nothing()
    {
        var (waiting, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var parent = await ScriptedParent.StartAsync(Socket, async context =>
        {
            if (context.Request.Path.Value != "/v1/operations/op-k3f9x2ma")
            {
                await ScriptedParent.SayAsync(context, Began());
                return;
            }

            context.RequestAborted.Register(() => left.TrySetResult());
            await ScriptedParent.StreamAsync(context, FleetServerTests.Look(0, "open"));
            waiting.TrySetResult();
            await left.Task;
        });
        await using var served = await ServedClient.StartAsync(Socket, time: new ManualTime());
        using var stop = new CancellationTokenSource();
        var request = new JsonRpcRequest
        {
            Id = new RequestId("mine"),
            Method = RequestMethods.ToolsCall,
            Params = JsonNode.Parse("""{"name":"park","arguments":{"claw":"alice","wait":true}}"""),
        };
        var call = served.Client.SendRequestAsync(request, stop.Token);
        await waiting.Task;

        await served.Client.SendNotificationAsync(
            NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = request.Id });

        await left.Task.WaitAsync(Limit); // our side let go of the parent
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        parent.Received.Count(request => request.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        FleetServerTests.TextOf(await served.CallAsync("fleet")).ShouldBe("Park alice: op-k3f9x2ma is open.");
    }

    private static Task Nothing(HttpContext context) => ScriptedParent.SayAsync(
        context, Envelope.Of("http", new EnvelopeError(ErrorReason.NotFound, "There is nothing here.")));

    private static Envelope Began() =>
        new(true, "park") { Data = new ReplyView { Status = "ok", Operation = FleetServerTests.Look(0, "open") } };

    private static Envelope Held() => new(false, "park")
    {
        Data = new ReplyView { Status = "waits", Text = "It waits.", Proposal = Proposal("waiting") },
        Error = new EnvelopeError(ErrorReason.Waiting, "It waits."),
    };

    private static Envelope Looked(ProposalView proposal) =>
        new(true, "proposals") { Data = new ReplyView { Status = "ok", Proposal = proposal } };

    private static ProposalView Proposal(string status) => new(
        "pr-k3f9x2ma", "/park alice", "nightly", "Nobody uses it.", status, Now, null, null, null, null);
}
