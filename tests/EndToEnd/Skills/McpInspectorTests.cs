using System.Text.Json;
using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>The protocol's official inspector, which checks tools and results by their schemas.</summary>
public sealed class McpInspectorTests
{
    private const string Package = "@modelcontextprotocol/inspector@0.15.0";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Needs("npm", "node")]
    public async Task The_official_inspector_lists_every_tool_and_takes_their_results()
    {
        using var folder = new TempFolder();
        await RunAsync("npm", "install", "--prefix", folder.Path, "--no-audit", "--no-fund", Package);
        await using var parent = await LiveParent.StartAsync(null, "--Sandbox:Machines=None");

        using var list = await InspectAsync("tools/list");
        list.RootElement.GetProperty("tools").GetArrayLength()
            .ShouldBe(parent.Get<CommandCatalogue>().Commands.Length);

        using var look = await InspectAsync("tools/call", "--tool-name", "fleet");
        look.RootElement.GetProperty("structuredContent").GetProperty("ok").GetBoolean().ShouldBeTrue();

        using var held = await InspectAsync("tools/call", "--tool-name", "deploy", "--tool-arg", "claw=bob");
        held.RootElement.GetProperty("structuredContent").GetProperty("error").GetProperty("reason").GetString()
            .ShouldBe("waiting");
        held.RootElement.GetProperty("isError").GetBoolean().ShouldBeFalse();

        async Task<JsonDocument> InspectAsync(string method, params string[] more) => JsonDocument.Parse(await RunAsync(
            "env", [
                $"PARENTCLAW_DATA={parent.Home.Data}", $"{folder.Path}/node_modules/.bin/mcp-inspector", "--cli",
                McpClients.Program, "mcp", "--method", method, .. more,
            ]));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var end = await new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessOrder(program, arguments) { Deadline = Limit }, CancellationToken.None);
        var answer = end.ToResult(end.ExitCode ?? -1);
        end.ExitCode.ShouldBe(0, $"{answer.Text}\n{answer.Error}");
        return answer.Text;
    }
}
