using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace ParentClaw.Skills.Mcp;

/// <summary>
/// <c>parentclaw mcp</c>: the fleet as tools and resources of the Model Context Protocol, on standard input and output.
/// </summary>
internal static class McpVerb
{
    /// <summary>
    /// Serves until standard input ends. Standard output belongs to the protocol; logs go to standard error.
    /// </summary>
    /// <param name="socket">The parent's socket; whether one listens there is looked at with each request.</param>
    /// <param name="agent">The agent's name; null or empty for the name that the client gives itself.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit status: 0.</returns>
    public static async Task<int> RunAsync(string socket, string? agent, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        await using var transport = new StdioServerTransport(FleetServer.Name, loggers);
        await FleetServer.RunAsync(transport, socket, agent, loggers, TimeProvider.System, cancellationToken);
        return 0;
    }
}
