using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>A parent's socket with answers written by the test; it keeps what came.</summary>
internal sealed class ScriptedParent : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();

    private ScriptedParent(string socket, Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        _app = builder.Build();
        _app.Run(async context =>
        {
            var body = await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync();
            _received.Enqueue(new ReceivedRequest(
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
                context.Request.Headers[ParentClient.AgentHeader].ToString(),
                context.Request.Headers[ParentClient.OrderHeader].ToString(),
                body));
            await answer(context);
        });
    }

    /// <summary>What came, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>Listens on a socket.</summary>
    public static async Task<ScriptedParent> StartAsync(string socket, Func<HttpContext, Task> answer)
    {
        var parent = new ScriptedParent(socket, answer);
        await parent._app.StartAsync();
        return parent;
    }

    /// <summary>Answers with an envelope.</summary>
    public static Task SayAsync(HttpContext context, Envelope envelope)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, envelope, ContractJson.Default.Envelope);
    }

    /// <summary>Answers with a stream of an operation's looks, or goes on with one.</summary>
    public static async Task StreamAsync(HttpContext context, params IEnumerable<OperationView> looks)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        foreach (var look in looks)
        {
            var data = JsonSerializer.Serialize(look, ContractJson.Default.OperationView);
            await context.Response.WriteAsync($"data: {data}\n\n");
            await context.Response.Body.FlushAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}

/// <summary>A request that came.</summary>
/// <param name="Line">Method and address.</param>
/// <param name="Agent">Who says to call.</param>
/// <param name="Key">The order's key.</param>
/// <param name="Body">The body.</param>
internal sealed record ReceivedRequest(string Line, string Agent, string Key, string Body);
