using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>The protocol's own client before the real <c>parentclaw mcp</c>.</summary>
internal static class McpClients
{
    /// <summary>The real executable: it lies beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "parentclaw");

    /// <summary>Starts the executable on a parent's data folder and connects.</summary>
    public static async Task<McpClient> StartAsync(string data, Action<string>? errors = null) =>
        await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = Program,
                Arguments = ["mcp"],
                EnvironmentVariables = new Dictionary<string, string?> { ["PARENTCLAW_DATA"] = data },
                StandardErrorLines = errors,
            }),
            new McpClientOptions { ClientInfo = new Implementation { Name = "nightly", Version = "1" } });
}
