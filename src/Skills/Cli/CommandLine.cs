using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Mcp;

namespace ParentClaw.Skills.Cli;

/// <summary>The command line <c>parentclaw</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030
        if (arguments is ["mcp", ..])
            return await McpVerb.RunAsync(ApiSocket.Default(), arguments.ElementAtOrDefault(1), cancellationToken);
        if (arguments is ["skill", "install", ..])
        {
            return await SkillInstall.RunAsync(
                arguments.ElementAtOrDefault(3), Console.Out, Console.Error, cancellationToken);
        }

        using var parent = new ParentClient(ApiSocket.Default(), "agent");
        var words = arguments.Skip(1).Where(word => word != "--json");
        var answer = await parent.OrderAsync(
            arguments[0], new CommandOrder { Words = string.Join(' ', words) }, null, cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(answer, ContractJson.Default.Envelope));
        return answer.Ok ? 0 : 1;
    }
}
