using System.Text.Json;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>The command line <c>parentclaw</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var parent = new ParentClient(ApiSocket.Default(), "agent");
        var words = arguments.Skip(1).Where(word => word != "--json");
        var answer = await parent.OrderAsync(
            arguments[0], new CommandOrder { Words = string.Join(' ', words) }, null, cancellationToken);
#pragma warning disable RS0030
        Console.WriteLine(JsonSerializer.Serialize(answer, ContractJson.Default.Envelope));
        return answer.Ok ? 0 : 1;
    }
}
