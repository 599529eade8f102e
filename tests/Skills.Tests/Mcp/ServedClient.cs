using System.IO.Pipelines;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ParentClaw.Skills.Mcp;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>The protocol's own client, over pipes to our server, in one process.</summary>
internal sealed class ServedClient : IAsyncDisposable
{
    private readonly Task _serving;
    private readonly StreamServerTransport _transport;

    private ServedClient(McpClient client, StreamServerTransport transport, Task serving) =>
        (Client, _transport, _serving) = (client, transport, serving);

    /// <summary>The client.</summary>
    public McpClient Client { get; }

    /// <summary>Connects one; the clock runs fast, if it is not given.</summary>
    public static async Task<ServedClient> StartAsync(
        string socket, string? agent = null, string name = "An IDE", TimeProvider? time = null)
    {
        var (there, back) = (new Pipe(), new Pipe());
        var transport = new StreamServerTransport(there.Reader.AsStream(), back.Writer.AsStream(), "parentclaw");
        var serving = FleetServer.RunAsync(
            transport, socket, agent, NullLoggerFactory.Instance, time ?? new FastTime(60), CancellationToken.None);
        var client = await McpClient.CreateAsync(
            new StreamClientTransport(there.Writer.AsStream(), back.Reader.AsStream()),
            new McpClientOptions { ClientInfo = new Implementation { Name = name, Version = "1" } });
        return new ServedClient(client, transport, serving);
    }

    /// <summary>Calls a tool.</summary>
    public async Task<CallToolResult> CallAsync(string tool, params (string Name, object? Value)[] arguments) =>
        await CallAsync(null, tool, arguments);

    /// <summary>Calls a tool and wants to know how far it is.</summary>
    public async Task<CallToolResult> CallAsync(
        ProgressLog? progress, string tool, params (string Name, object? Value)[] arguments) =>
        await Client.CallToolAsync(tool, arguments.ToDictionary(one => one.Name, one => one.Value), progress);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _transport.DisposeAsync();
        await _serving;
    }
}
