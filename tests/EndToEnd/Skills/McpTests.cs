using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>The real <c>parentclaw mcp</c> before a real parent on paper machines.</summary>
public sealed class McpTests
{
    // What each required argument is, where a test calls every tool.
    private static readonly Dictionary<string, JsonNode> Some = new(StringComparer.Ordinal)
    {
        ["claw"] = "alice",
        ["duration"] = "1h",
        ["for"] = "1h",
        ["cidr"] = "203.0.113.7/32",
        ["manifest"] = "claws: {alice: {labels: {tier: prod}}}",
        ["proposal"] = "pr-k3f9x2ma",
        ["role"] = "viewer",
        ["version"] = "1.3.0",
        ["zone"] = "Europe/Berlin",
    };

    [Fact]
    public async Task Every_command_of_the_parent_is_a_tool_that_answers_as_its_schema_says()
    {
        await using var parent = await LiveParent.StartAsync(
            null, "--Sandbox:Machines=None", "--Agents:MostWaiting=50");
        await parent.DoAsync("/deploy alice");
        await using var client = await McpClients.StartAsync(parent.Home.Data);
        var catalogue = parent.Get<CommandCatalogue>();

        var tools = await client.ListToolsAsync();

        tools.Count.ShouldBeGreaterThan(50);
        tools.Select(tool => tool.Name).ShouldBe(catalogue.Commands.Select(command => command.Name));
        tools.ShouldContain(tool => tool.Name == "sandbox"); // which this parent alone has
        var waiting = 0;
        foreach (var tool in tools)
        {
            SchemaCheck.FaultsOf(tool.JsonSchema).ShouldBeEmpty(tool.Name);
            var result = await client.CallToolAsync(tool.Name, Arguments(catalogue, tool));

            var content = result.StructuredContent.ShouldNotBeNull(tool.Name);
            SchemaCheck.FaultsOf(content, tool.ReturnJsonSchema!.Value).ShouldBeEmpty($"{tool.Name}: {content}");
            content.GetProperty("command").GetString().ShouldBe(tool.Name);
            result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldNotBeNullOrWhiteSpace();
            var reason = content.TryGetProperty("error", out var error) ? error.GetProperty("reason").GetString() : null;
            result.IsError.ShouldBe(reason is not (null or "waiting"), $"{tool.Name}: {content}");
            reason.ShouldNotBe("usage", $"{tool.Name}: {content}");
            reason.ShouldNotBe("no_parent", $"{tool.Name}: {content}");
            if (reason == "waiting")
                waiting++;
            if (tool.ProtocolTool.Annotations!.ReadOnlyHint is false && reason is null)
                content.GetProperty("data").TryGetProperty("operation", out _).ShouldBeFalse($"{tool.Name}: {content}");
        }

        waiting.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task A_deploy_ends_in_a_card_with_its_reason_and_makes_no_claw()
    {
        await using var parent = await LiveParent.StartAsync(null, "--Sandbox:Machines=None");
        await using var client = await McpClients.StartAsync(parent.Home.Data);

        var result = await client.CallToolAsync(
            "deploy", new Dictionary<string, object?> { ["claw"] = "bob", ["why"] = "Bob starts on Monday." });

        result.IsError.ShouldBe(false);
        var proposal = result.StructuredContent!.Value.GetProperty("data").GetProperty("proposal");
        (proposal.GetProperty("line").GetString(), proposal.GetProperty("by").GetString(),
            proposal.GetProperty("why").GetString(), proposal.GetProperty("status").GetString())
            .ShouldBe(("/deploy bob", "nightly", "Bob starts on Monday.", "waiting"));
        (await parent.SayAsync("/status bob")).Reply.Status.ShouldBe(ReplyStatus.Refused);
    }

    [Fact]
    public async Task It_lives_on_without_a_parent_and_ends_with_its_input()
    {
        using var home = new Home();
        Directory.CreateDirectory(home.Data);
        await using (var client = await McpClients.StartAsync(home.Data))
        {
            (await ReasonAsync(client)).ShouldBe("no_parent");
            await using (await LiveParent.StartAsync(home, "--Sandbox:Machines=None"))
                (await ReasonAsync(client)).ShouldBeNull();
            (await ReasonAsync(client)).ShouldBe("no_parent");
        }

        static async Task<string?> ReasonAsync(McpClient client)
        {
            var content = (await client.CallToolAsync("fleet")).StructuredContent!.Value;
            return content.TryGetProperty("error", out var error) ? error.GetProperty("reason").GetString() : null;
        }
    }

    private static Dictionary<string, object?> Arguments(CommandCatalogue catalogue, McpClientTool tool)
    {
        catalogue.TryFind(tool.Name, out var command).ShouldBeTrue();
        return command!.Arguments.Where(argument => !argument.IsOptional).ToDictionary(
            argument => argument.Name,
            argument => (object?)(!argument.Choices.IsEmpty ? argument.Choices[0]
                : argument.Type == typeof(int) || argument.Type == typeof(long) ? 1
                : Some.TryGetValue(argument.Name, out var some) ? some.ToString()
                : "alice"));
    }
}
