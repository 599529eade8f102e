using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>
/// The server as a client of the protocol meets it, in front of a parent that says what the test wants.
/// </summary>
public sealed class FleetServerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private string Socket => Path.Combine(_folder.Path, "api.sock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_parent_the_tools_are_there_and_a_call_says_so_until_one_starts()
    {
        await using var served = await ServedClient.StartAsync(Socket);
        (await served.Client.ListToolsAsync()).Count.ShouldBe(Catalogue.All.Count);

        var alone = await served.CallAsync("fleet");
        alone.IsError.ShouldBe(true);
        ReasonOf(alone).ShouldBe("no_parent");

        await using var parent = await ScriptedParent.StartAsync(
            Socket, context => ScriptedParent.SayAsync(context, Answer("Two claws.")));
        var answered = await served.CallAsync("fleet");
        TextOf(answered).ShouldBe("Two claws.");
    }

    [Fact]
    public async Task The_tools_are_the_commands_of_the_parent_that_runs()
    {
        await using var parent = await ScriptedParent.StartAsync(Socket, context => context.Request.Method == "GET"
            ? context.Response.WriteAsJsonAsync(
                [Catalogue.The("fleet"), Catalogue.Taking("text")], ContractJson.Default.ImmutableListCommandView)
            : ScriptedParent.SayAsync(context, Answer("Twisted.")));
        await using var served = await ServedClient.StartAsync(Socket);

        (await served.Client.ListToolsAsync()).Select(tool => tool.Name).ShouldBe(["fleet", "twist"]);
        TextOf(await served.CallAsync("twist", ("text", "a"))).ShouldBe("Twisted.");
    }

    [Fact]
    public async Task An_order_goes_under_the_clients_name_with_a_key_of_its_own_and_a_look_without()
    {
        await using var parent = await ScriptedParent.StartAsync(
            Socket, context => ScriptedParent.SayAsync(context, Answer("Done.")));
        await using var served = await ServedClient.StartAsync(Socket, name: "An IDE");

        await served.CallAsync("park", ("claw", "alice"), ("why", "Nobody uses it."));
        await served.CallAsync("park", ("claw", "alice"), ("why", "Nobody uses it."));
        await served.CallAsync("status", ("claw", "alice"));

        var orders = parent.Received.Where(request => request.Line.StartsWith("POST", StringComparison.Ordinal)).ToList();
        orders.Select(order => order.Line)
            .ShouldBe(["POST /v1/commands/park", "POST /v1/commands/park", "POST /v1/commands/status"]);
        orders.ShouldAllBe(order => order.Agent == "An-IDE");
        orders[0].Key.Length.ShouldBe(32);
        orders[1].Key.ShouldNotBe(orders[0].Key);
        orders[2].Key.ShouldBeEmpty();
        orders[0].Body.ShouldBe("""{"arguments":{"claw":"alice"},"why":"Nobody uses it.","dryRun":false,"columns":100}""");
    }

    [Fact]
    public async Task An_agent_named_at_the_start_is_the_agent()
    {
        await using var parent = await ScriptedParent.StartAsync(
            Socket, context => ScriptedParent.SayAsync(context, Answer("Done.")));
        await using var served = await ServedClient.StartAsync(Socket, agent: "nightly");

        await served.CallAsync("fleet");

        parent.Received[^1].Agent.ShouldBe("nightly");
    }

    [Fact]
    public async Task A_broken_connection_gives_the_order_once_more_under_the_same_key()
    {
        var calls = 0;
        await using var parent = await ScriptedParent.StartAsync(Socket, context =>
        {
            if (context.Request.Method == "POST" && ++calls == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return ScriptedParent.SayAsync(context, Answer("Parked."));
        });
        await using var served = await ServedClient.StartAsync(Socket);

        TextOf(await served.CallAsync("park", ("claw", "alice"))).ShouldBe("Parked.");

        var orders = parent.Received.Where(request => request.Key.Length > 0).ToList();
        orders.Count.ShouldBe(2);
        orders[1].ShouldBe(orders[0]);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_an_error_of_the_protocol_and_a_wrong_argument_one_of_the_tool()
    {
        await using var served = await ServedClient.StartAsync(Socket);

        (await Should.ThrowAsync<McpProtocolException>(() => served.CallAsync("pork"))).ErrorCode
            .ShouldBe(McpErrorCode.InvalidParams);
        var wrong = await served.CallAsync("park", ("claw", "alice"), ("wait", "yes"));
        wrong.IsError.ShouldBe(true);
        ReasonOf(wrong).ShouldBe("usage");
        TextOf(wrong).ShouldBe(
            "wait is of the wrong type: true or false is wanted.\nAs typed in a chat: /park <claw>");
    }

    [Fact]
    public async Task Resources_are_the_facts_of_the_fleet_of_a_claw_and_of_an_operation()
    {
        await using var parent = await ScriptedParent.StartAsync(Socket, context => ScriptedParent.SayAsync(
            context,
            context.Request.Path.Value switch
            {
                "/v1/commands/fleet" => Facts("""{"claws":[]}"""),
                "/v1/commands/status" => Facts("""{"name":"alice"}"""),
                "/v1/operations/op-k3f9x2ma" => Answer("") with
                {
                    Data = new ReplyView { Status = "ok", Operation = Look(0, "open") },
                },
                _ => Envelope.Of("op", new EnvelopeError(ErrorReason.NotFound, "There is no such operation.")),
            }));
        await using var served = await ServedClient.StartAsync(Socket);

        (await served.Client.ListResourcesAsync()).ShouldHaveSingleItem().Uri.ShouldBe("fleet://claws");
        (await served.Client.ListResourceTemplatesAsync()).Select(template => template.UriTemplate)
            .ShouldBe(["fleet://claws/{name}", "fleet://operations/{id}"]);
        (await ReadAsync("fleet://claws")).ShouldBe("""{"claws":[]}""");
        (await ReadAsync("fleet://claws/alice")).ShouldBe("""{"name":"alice"}""");
        parent.Received[^1].Body.ShouldContain("\"words\":\"alice\"");
        JsonDocument.Parse(await ReadAsync("fleet://operations/op-k3f9x2ma")).RootElement.GetProperty("id").GetString()
            .ShouldBe("op-k3f9x2ma");
        foreach (var nothing in new[]
        {
            "fleet://operations/op-aaaaaaaa", "fleet://operations/../commands", "fleet://claws/a b", "fleet://claws/",
            "fleet://claws/alice%0a", "file:///etc/passwd",
        })
        {
            await Should.ThrowAsync<McpProtocolException>(() => ReadAsync(nothing), nothing);
        }

        async Task<string> ReadAsync(string uri) => (await served.Client.ReadResourceAsync(uri)).Contents
            .ShouldHaveSingleItem().ShouldBeOfType<TextResourceContents>().Text;
    }

    internal static OperationView Look(int done, string status) => new(
        "op-k3f9x2ma", "Park", "alice", "nightly", status, Now, status == "open" ? null : Now,
        status == "open" ? null : "alice is parked.",
        [.. new[] { "Draining", "Deallocating" }.Select((says, index) => new StepView(
            says, says, index < done ? "done" : index == done ? "running" : "to_come", null))]);

    internal static Envelope Answer(string text) =>
        new(true, "park") { Data = new ReplyView { Status = "ok", Text = text } };

    internal static string TextOf(CallToolResult result) =>
        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text;

    internal static string? ReasonOf(CallToolResult result) =>
        result.StructuredContent!.Value.GetProperty("error").GetProperty("reason").GetString();

    private static Envelope Facts(string json) => Answer("") with
    {
        Data = new ReplyView { Status = "ok", Result = System.Text.Json.Nodes.JsonNode.Parse(json) },
    };
}
